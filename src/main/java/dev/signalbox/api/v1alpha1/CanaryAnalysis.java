package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.math.BigDecimal;
import java.util.List;

/** What controllers that roll out step by step are given of an SLO. */
@Stored
public record CanaryAnalysis(
        @JsonPropertyDescription(
                "Who rolls out: ArgoRollouts gets an AnalysisTemplate, Flagger a MetricTemplate, of the "
                        + "name of the rules. Example: [ArgoRollouts].")
        @Required
        @Size(min = 1, max = 2) @Shape.Unique List<Controller> controllers,

        @JsonPropertyDescription("A burn rate above this fails the analysis. Flagger reads its own: write it as max of "
                + "thresholdRange as well.")
        @Default("6")
        @Min(value = 0, inclusive = false) @Max(1_000_000) BigDecimal burnRateAbove,

        @JsonPropertyDescription(
                "Over which the burn rate is told, 5m to 1h; what is rolled out takes as long until it " + "is judged.")
        @Default("5m")
        @Shape.Duration
        String window,

        @JsonPropertyDescription(
                "Secret of this namespace whose key token the controllers show to the stack's server of "
                        + "metrics, where that wants one. The stack's own Secret is never handed out.")
        SecretRef secretRef) {

    /** Controllers that roll out step by step. */
    public enum Controller {
        @JsonProperty("ArgoRollouts")
        ARGO_ROLLOUTS,
        @JsonProperty("Flagger")
        FLAGGER
    }
}
