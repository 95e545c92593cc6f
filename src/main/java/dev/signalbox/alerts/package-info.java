/**
 * Whether alerts are worth having, from what Prometheus and Alertmanager can tell: which flap, which nobody ever silenced, which
 * have no runbook, which can never fire because there is no data.
 */
package dev.signalbox.alerts;
