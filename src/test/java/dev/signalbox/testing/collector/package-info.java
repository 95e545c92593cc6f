/** A real OpenTelemetry collector, something that sends to it, and something that it sends to. */
package dev.signalbox.testing.collector;
