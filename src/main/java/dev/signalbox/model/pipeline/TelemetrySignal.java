package dev.signalbox.model.pipeline;

/** A kind of telemetry, in the order in which people name them. */
public enum TelemetrySignal {
    METRICS,
    LOGS,
    TRACES,
    PROFILES
}
