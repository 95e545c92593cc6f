package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What stands behind Ready and the figures. */
public enum Evidence {
    /** There is no channel to ask; applied is all that is known. */
    @JsonProperty("None")
    NONE,
    /** A Prometheus-compatible server was asked. */
    @JsonProperty("Prometheus")
    PROMETHEUS
}
