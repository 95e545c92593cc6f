package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What is known of an {@link ObservabilityPolicy}. */
@Stored
public record ObservabilityPolicyStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Min(0) Long observedGeneration,

        @JsonPropertyDescription("Conditions: Accepted, ResolvedRefs, Applied, Ready, and those of the kind.")
        @Size(max = 16) @Shape.Keyed("type")
        List<Condition> conditions,

        @JsonPropertyDescription("How many objects were looked at, and how many fail.")
        Compliance compliance,

        @JsonPropertyDescription("What fails, by namespace, kind, name and rule.") @Size(max = 100) List<PolicyViolation> violations,

        @JsonPropertyDescription("Violations left out of the list above.") @Min(0) Integer violationsOmitted) {

    /** How many comply. */
    @Stored
    public record Compliance(
            @JsonPropertyDescription("Objects in its namespaces, of the kinds that its rules are about.") @Min(0) Integer checked,

            @JsonPropertyDescription("Objects with at least one violation.") @Min(0) Integer violating,

            @JsonPropertyDescription("Violations that an exception covers.") @Min(0) Integer excepted) {}

    /** One object that breaks one rule. */
    @Stored
    public record PolicyViolation(
            @JsonPropertyDescription("Kind of the object.") @Size(max = 63) String kind,

            @JsonPropertyDescription("Its namespace.") @Size(max = 63) String namespace,

            @JsonPropertyDescription("Its name.") @Size(max = 253) String name,

            @JsonPropertyDescription("The rule, by its path in the spec. Example: require.runbook.") @Size(max = 63) String rule,

            @JsonPropertyDescription("What is wrong, and what to do.") @Size(max = 1024) String message) {}
}
