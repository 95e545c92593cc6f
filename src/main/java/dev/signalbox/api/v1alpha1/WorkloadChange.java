package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A change of a workload's pods: other images. */
@Stored
public record WorkloadChange(
        @JsonPropertyDescription("Kind of the workload.") @Size(max = 63) String kind,

        @JsonPropertyDescription("Name of the workload.") @Size(max = 253) String name,

        @JsonPropertyDescription("Images that came, in order of the containers.") @Size(max = 16) List<@Size(max = 512) String> images,

        @JsonPropertyDescription("When it was seen, RFC 3339.") @Shape.Time String time) {}
