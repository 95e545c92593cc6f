package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A Secret of the one namespace that the field's owner may read; never a namespace of the writer's choosing. */
@Stored
public record SecretRef(
        @JsonPropertyDescription("Name of the Secret.") @Required @Shape.ObjectName
        String name) {}
