/** Asks what the telemetry of services costs. */
package dev.signalbox.operator.cost;
