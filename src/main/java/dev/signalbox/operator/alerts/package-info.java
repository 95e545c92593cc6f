/** Asks Prometheus and Alertmanager about all alerts. */
package dev.signalbox.operator.alerts;
