package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.util.List;

/** What is known of a {@link SamplingPolicy}. */
@Stored
public record SamplingPolicyStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Min(0) Long observedGeneration,

        @JsonPropertyDescription("Conditions: Accepted, ResolvedRefs, Applied, Ready, and those of the kind.")
        @Size(max = 16) @Shape.Keyed("type")
        List<Condition> conditions,

        @JsonPropertyDescription("How many services follow this policy.") @Min(0) Integer selected,

        @JsonPropertyDescription("How many of them are boosted.") @Min(0) Integer boosted,

        @JsonPropertyDescription("Spans a second that are kept of all of them.") @Min(0) BigDecimal keptSpansPerSecond,

        @JsonPropertyDescription("The services, boosted ones first, then by name.")
        @Size(max = 200) @Shape.Keyed("service")
        List<ServiceSampling> services,

        @JsonPropertyDescription("Services left out of the list above.") @Min(0) Integer servicesOmitted) {

    /** How one service is sampled. */
    @Stored
    public record ServiceSampling(
            @JsonPropertyDescription("Name of the service.") @Required @Size(max = 63) String service,

            @JsonPropertyDescription("Percentage kept of what no rule decides.") @Shape.Percent
            BigDecimal percent,

            @JsonPropertyDescription("Steady: as the policy says. Boosted: more, in trouble. Reduced: less, for the "
                    + "budget. Held: as before, because inputs are missing.")
            State state,

            @JsonPropertyDescription("Why, as one word: BurnRate, ErrorRate, Budget, Cooldown, StaleInputs.")
            @Size(max = 63) String reason,

            @JsonPropertyDescription("Since when, RFC 3339.") @Shape.Time String since,

            @JsonPropertyDescription("Spans a second that reach the gateways.") @Min(0) BigDecimal receivedSpansPerSecond,

            @JsonPropertyDescription("Spans a second that are kept; in DryRun: that would be.") @Min(0) BigDecimal keptSpansPerSecond) {}

    /** What the control loop does with a service. */
    public enum State {
        @JsonProperty("Steady")
        STEADY,
        @JsonProperty("Boosted")
        BOOSTED,
        @JsonProperty("Reduced")
        REDUCED,
        @JsonProperty("Held")
        HELD
    }
}
