package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A ServiceObservability of the same namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceRef(
        @JsonPropertyDescription("Name of the ServiceObservability.") @Required @Shape.Label
        String name) {}
