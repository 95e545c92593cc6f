package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.math.BigDecimal;
import java.util.List;

/** What a {@link SamplingPolicy} asks for. */
@Stored
public record SamplingPolicySpec(
        @JsonPropertyDescription("ServiceObservability objects of this namespace, by label; empty or absent: all. Of "
                + "two policies that select one service the first by name wins. "
                + "Example: {matchLabels: {tier: \"1\"}}.")
        LabelSelector services,

        @JsonPropertyDescription("What SDKs start at all.") Head head,

        @JsonPropertyDescription("What gateways keep once a trace is there as a whole.")
        Tail tail,

        @JsonPropertyDescription("Percentages that follow trouble and load.")
        Adaptive adaptive,

        @JsonPropertyDescription("Enforce. DryRun: decide and report, keep everything.") @Default("Enforce")
        Mode mode) {

    /** Whether decisions count. */
    public enum Mode {
        @JsonProperty("Enforce")
        ENFORCE,
        @JsonProperty("DryRun")
        DRY_RUN
    }

    /** Sampling in the SDK. */
    @Stored
    public record Head(
            @JsonPropertyDescription("Percentage of traces that SDKs start. Below 100 the tail can't keep all errors, "
                    + "and metrics made of spans are no basis for an SLO.")
            @Default("100")
            @Shape.Percent
            BigDecimal percent,

            @JsonPropertyDescription("True: SDKs ask their agent for the percentage, so that a change needs no "
                    + "restart. False: it is set where they start.")
            @Default("false")
            Boolean remote) {}

    /** Sampling in the gateway. */
    @Stored
    public record Tail(
            @JsonPropertyDescription("Traces that are kept: one rule that matches is enough.")
            @Size(max = 16) @Shape.Keyed("name")
            List<Rule> keep,

            @JsonPropertyDescription("Traces that are dropped, before keep is asked. Counts only where the root span "
                    + "is this service's and no other namespace has a part in the trace.")
            @Size(max = 16) @Shape.Keyed("name")
            List<Rule> drop,

            @JsonPropertyDescription("Percentage kept of what no rule decided; default: the stack's.") @Shape.Percent
            BigDecimal baselinePercent,

            @JsonPropertyDescription("How long to wait for the spans of a trace. A gateway waits for the longest that "
                    + "any policy asks for.")
            @Default("10s")
            @Shape.Duration
            String decisionWait,

            @JsonPropertyDescription("Most spans a second that the baseline keeps, over all gateways; keep is never "
                    + "cut. Example: 2000.")
            @Min(1) @Max(10_000_000) Integer maxSpansPerSecond) {}

    /** Which spans; all that is given must hold on one span of the service. */
    @Stored
    @ValidationRule(
            value = "has(self.status) || has(self.slowerThan) || has(self.attribute)",
            message = "must have at least one of status, slowerThan and attribute; write e.g. {name: errors, status: "
                    + "ERROR}")
    @ValidationRule(
            value = "has(self.attribute) == has(self.values)",
            message = "must have attribute and values together; "
                    + "write e.g. {name: health, attribute: http.route, values: [/healthz]}")
    public record Rule(
            @JsonPropertyDescription("Name of the rule, unique in the list. Example: errors.") @Required @Shape.Label
            String name,

            @JsonPropertyDescription("Status of the span.") SpanStatus status,

            @JsonPropertyDescription("The span took longer than this. Example: 500ms.") @Shape.Duration
            String slowerThan,

            @JsonPropertyDescription("Name of an attribute of the span; with values. Example: user.id.")
            @Size(min = 1, max = 256) String attribute,

            @JsonPropertyDescription("The attribute has one of these values. Example: [debug-user-123].")
            @Size(min = 1, max = 64) @Shape.Unique List<@Size(max = 256) String> values) {}

    /** Status of a span. */
    public enum SpanStatus {
        UNSET,
        OK,
        ERROR
    }

    /** Percentages that follow trouble and load. */
    @Stored
    public record Adaptive(
            @JsonPropertyDescription(
                    "While a service is in trouble its baseline is multiplied by this, up to 100 %. " + "Example: 10.")
            @Default("10")
            @Min(1) @Max(1000) BigDecimal spikeMultiplier,

            @JsonPropertyDescription("When a service is in trouble; absent: never.")
            Trouble when,

            @JsonPropertyDescription("How long the raised percentage stays after trouble was last seen.")
            @Default("10m")
            @Shape.Duration
            String cooldown,

            @JsonPropertyDescription("Spans a second, shared out over the selected services; absent: no limit.")
            Budget budget) {}

    /** When a service is in trouble. */
    @Stored
    @ValidationRule(
            value = "has(self.errorRatePercentAbove) != has(self.slo)",
            message = "must have either errorRatePercentAbove, or slo with burnRateAbove; "
                    + "write e.g. {errorRatePercentAbove: 5}")
    @ValidationRule(
            value = "has(self.slo) == has(self.burnRateAbove)",
            message = "must have slo and burnRateAbove together; "
                    + "write e.g. {slo: checkout-availability, burnRateAbove: 14.4}")
    public record Trouble(
            @JsonPropertyDescription("Errors among its requests, in percent, measured before sampling. Example: 5.")
            @Shape.Percent
            BigDecimal errorRatePercentAbove,

            @JsonPropertyDescription("Name of an SLO of this namespace; with burnRateAbove.") @Shape.Label
            String slo,

            @JsonPropertyDescription("Burn rate of that SLO. Example: 14.4.")
            @Min(value = 0, inclusive = false) @Max(100_000) BigDecimal burnRateAbove) {}

    /** What all selected services may keep. */
    @Stored
    public record Budget(
            @JsonPropertyDescription("Spans a second, of all selected services, over all gateways. Example: 5000.")
            @Required
            @Min(1) @Max(10_000_000) Integer spansPerSecond) {}
}
