package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.math.BigDecimal;
import java.util.List;

/** What a {@link FreezeGate} lets pass. */
@Stored
public record FreezeGateSpec(
        @JsonPropertyDescription("The ObservabilityPolicy that says so; of several, the severest.")
        @Required
        @Shape.ObjectName
        String policy,

        @JsonPropertyDescription("What happens to a deployment: it is reported, warned about, or refused.") @Required
        Enforcement enforcement,

        @JsonPropertyDescription("The ServiceObservability whose workloads are frozen.") @Required @Shape.ObjectName
        String service,

        @JsonPropertyDescription("The SLO with the least budget left.") @Required @Shape.ObjectName
        String slo,

        @JsonPropertyDescription("Error budget left in percent, when until was last moved; below 0 when overspent.")
        @Required
        @Max(100) BigDecimal budgetRemaining,

        @JsonPropertyDescription("When the gate was closed, RFC 3339.") @Required @Shape.Time String since,

        @JsonPropertyDescription(
                "When the gate opens by itself unless the operator moves this on, RFC 3339. It is moved "
                        + "while the indicator is measured.")
        @Required
        @Shape.Time String until,

        @JsonPropertyDescription("What whoever is refused or warned reads.") @Required @Size(min = 1, max = 2048) String message,

        @JsonPropertyDescription("Annotation on a workload that lets a deployment pass; its value is the reason, and "
                + "lands in the audit log.")
        @Required
        @Size(min = 1, max = 317) String overrideAnnotation,

        @JsonPropertyDescription("Users that always pass.") @Required @Size(max = 32) List<@Size(min = 1, max = 512) String> exemptUsers,

        @JsonPropertyDescription("What is frozen.") @Required @Size(max = 100) List<Workload> workloads) {

    /** A workload whose pods must stay as they are or become again what they were. */
    @Stored
    public record Workload(
            @JsonPropertyDescription("Deployment, StatefulSet or Rollout.") @Required @Size(min = 1, max = 63) String kind,

            @JsonPropertyDescription("Its name.") @Required @Shape.ObjectName
            String name,

            @JsonPropertyDescription("What it may run: what it ran before the gate was closed, the newest first. What "
                    + "a Rollout ran is there as it was written as well.")
            @Required
            @Size(max = 10) List<Revision> revisions) {}

    /** What a workload ran. */
    @Stored
    public record Revision(
            @JsonPropertyDescription("Images of its containers, in their order.") @Required @Size(max = 100) List<@Size(max = 1024) String> images,

            @JsonPropertyDescription("The whole spec of its pods, as the API server completed it. Not there where the "
                    + "object would become too large: then the images alone tell the revision.")
            JsonNode spec) {}
}
