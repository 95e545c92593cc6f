package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A ServiceObservability of the same namespace. */
@Stored
public record ServiceRef(
        @JsonPropertyDescription("Name of the ServiceObservability.") @Required @Shape.Label
        String name) {}
