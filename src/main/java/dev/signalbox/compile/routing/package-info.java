/** Who is told of alerts, as Alertmanager and the prometheus-operator read it. */
package dev.signalbox.compile.routing;
