/** Dashboards on their way into Grafana, and what is told of them. */
package dev.signalbox.operator.dashboards;
