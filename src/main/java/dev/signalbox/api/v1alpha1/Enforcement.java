package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How hard a guardrail is, the softest first. */
public enum Enforcement {
    /** It is reported. */
    @JsonProperty("Audit")
    AUDIT,
    /** Whoever writes it is warned. */
    @JsonProperty("Warn")
    WARN,
    /** It is refused. */
    @JsonProperty("Deny")
    DENY
}
