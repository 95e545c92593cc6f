package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A kind of telemetry. */
public enum Signal {
    @JsonProperty("Metrics")
    METRICS,
    @JsonProperty("Logs")
    LOGS,
    @JsonProperty("Traces")
    TRACES,
    @JsonProperty("Profiles")
    PROFILES
}
