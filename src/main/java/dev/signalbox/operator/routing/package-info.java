/** Who is told of alerts: what Alertmanagers there are, and what became of routes. */
package dev.signalbox.operator.routing;
