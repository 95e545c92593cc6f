package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Whether alerts are worth having. */
@Stored
public record AlertHealthStatus(
        @JsonPropertyDescription("Alerts that rules can raise: of one name, told apart by the namespace, service, "
                + "severity and slo that their rules set.")
        @Min(0) Integer total,

        @JsonPropertyDescription("Alerts that fire.") @Min(0) Integer firing,

        @JsonPropertyDescription("Alerts that fired five times or more in a day, or most of it without having "
                + "been silenced while observed; the noisiest first.")
        @Size(max = 20) List<NoisyAlert> noisy,

        @JsonPropertyDescription("Alerts left out of the list above.") @Min(0) Integer noisyOmitted,

        @JsonPropertyDescription("Alerts without annotation runbook_url, by name.") @Size(max = 20) List<NamedAlert> withoutRunbook,

        @JsonPropertyDescription("Alerts left out of the list above.") @Min(0) Integer withoutRunbookOmitted,

        @JsonPropertyDescription(
                "Alerts that can't fire because what their rules read had no data for a day, " + "by name.")
        @Size(max = 20) List<NamedAlert> withoutData,

        @JsonPropertyDescription("Alerts left out of the list above.") @Min(0) Integer withoutDataOmitted) {

    /** An alert. */
    @Stored
    public record NamedAlert(
            @JsonPropertyDescription("Name of the alert.") @Size(max = 253) String name,

            @JsonPropertyDescription("What tells it from others of that name.") @Size(max = 4) Map<String, @Size(max = 256) String> labels) {}

    /** An alert that tells people too much. */
    @Stored
    public record NoisyAlert(
            @JsonPropertyDescription("Name of the alert.") @Size(max = 253) String name,

            @JsonPropertyDescription("What tells it from others of that name.") @Size(max = 4) Map<String, @Size(max = 256) String> labels,

            @JsonPropertyDescription("How often it fired in the last day.") @Min(0) Integer episodes,

            @JsonPropertyDescription("How much of the last day it fired.") @Shape.Percent
            BigDecimal firingPercent,

            @JsonPropertyDescription("It was never silenced while observed; absent where Alertmanager can't be asked.")
            Boolean neverSilenced) {}
}
