package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.math.BigDecimal;
import java.util.List;

/** What an {@link SLO} asks for. */
@Stored
@ValidationRule(
        value = "has(self.serviceRef) != has(self.service)",
        message = "must have either serviceRef or service; write e.g. serviceRef: {name: checkout}, "
                + "or service: checkout where there is no ServiceObservability")
@ValidationRule(
        value = "has(self.serviceRef) == has(oldSelf.serviceRef)"
                + " && (!has(self.serviceRef) || self.serviceRef.name == oldSelf.serviceRef.name)",
        fieldPath = ".serviceRef",
        message = "must stay as it was created, because the recorded series carry it; "
                + "create an SLO of another name for another service")
@ValidationRule(
        value = "has(self.service) == has(oldSelf.service) && (!has(self.service) || self.service == oldSelf.service)",
        fieldPath = ".service",
        message = "must stay as it was created, because the recorded series carry it; "
                + "create an SLO of another name for another service")
@ValidationRule(
        value = "has(self.groupBy) == has(oldSelf.groupBy) && (!has(self.groupBy) || self.groupBy == oldSelf.groupBy)",
        fieldPath = ".groupBy",
        message = "must stay as it was created, because the recorded series carry it; "
                + "create an SLO of another name for other groups")
public record SloSpec(
        @JsonPropertyDescription("The ServiceObservability of this namespace that the objective is for. It gives team, "
                + "tier, dashboard and runbook. Exactly one of serviceRef and service; immutable.")
        ServiceRef serviceRef,

        @JsonPropertyDescription("Plain name of the service where there is no ServiceObservability. Exactly one of "
                + "serviceRef and service; immutable. Example: checkout.")
        @Shape.Word
        String service,

        @JsonPropertyDescription("What the objective means to a user of the service; shown on alerts and dashboards. "
                + "Example: Shoppers can pay.")
        @Size(max = 1024) String description,

        @JsonPropertyDescription("Objective in percent of good events (or good time), above 0 and below 100. 99.9 over "
                + "30 days leaves an error budget of 43.2 minutes. Example: 99.9.")
        @Required
        @Min(value = 0, inclusive = false) @Max(value = 100, inclusive = false) BigDecimal objective,

        @JsonPropertyDescription("Rolling window of the objective in whole days, 1d to 90d; 7d, 28d, 30d and 90d are "
                + "usual. It must fit the retention of the store that evaluates the rules.")
        @Default("30d")
        @Size(min = 2, max = 3) @ValidationRule(
                value = "self.matches('^([1-9]|[1-8][0-9]|90)d$')",
                message = "must be whole days from 1d to 90d; write e.g. \"30d\"")
        String window,

        @JsonPropertyDescription("The indicator: exactly one way of telling good from bad.") @Required
        Sli sli,

        @JsonPropertyDescription(
                "Labels by whose values the budget is split: one budget per value. They must be on the "
                        + "series of the indicator. Immutable. Example: [region].")
        @Size(min = 1, max = 8) @Shape.Unique @ValidationRule(
                value = "self.all(l, !(l in ['namespace', 'slo', 'service', 'severity', 'alertname', 'team'])"
                        + " && !l.startsWith('__') && !l.startsWith('signalbox_') && !l.startsWith('sloth_'))",
                message = "must not name namespace, slo, service, severity, alertname, team, or a label that "
                        + "starts with __, signalbox_ or sloth_: the rules set these; group by another label")
        List<@Shape.PrometheusLabel String> groupBy,

        @JsonPropertyDescription("The alerts. Absent: the standard burn rates, a page and a ticket.")
        Alerting alerting,

        @JsonPropertyDescription("What the remaining error budget means. Absent: warn below 25 %, exhausted below "
                + "10 %, report only.")
        ErrorBudgetPolicy errorBudgetPolicy,

        @JsonPropertyDescription(
                "What controllers of canaries are given, so that what burns budget is rolled back. Absent: "
                        + "nothing.")
        CanaryAnalysis canary) {

    /** Thresholds on the remaining error budget, and what follows. */
    @Stored
    @ValidationRule(
            value = "!has(self.exhaustedBelow) || !has(self.warningBelow) || self.exhaustedBelow < self.warningBelow",
            fieldPath = ".exhaustedBelow",
            message = "must be below warningBelow; write e.g. warningBelow: 25, exhaustedBelow: 10")
    public record ErrorBudgetPolicy(
            @JsonPropertyDescription("State is Warning while less than this percentage of the budget remains.")
            @Default("25")
            @Shape.Percent
            BigDecimal warningBelow,

            @JsonPropertyDescription("State is Exhausted while less than this percentage of the budget remains; below "
                    + "warningBelow.")
            @Default("10")
            @Shape.Percent
            BigDecimal exhaustedBelow,

            @JsonPropertyDescription("Report: state and metrics only. Freeze: an ObservabilityPolicy with freeze may "
                    + "hold back deployments of the service until the budget recovers.")
            @Default("Report")
            WhenExhausted whenExhausted) {}

    /** What happens when the budget is spent. */
    public enum WhenExhausted {
        @JsonProperty("Report")
        REPORT,
        @JsonProperty("Freeze")
        FREEZE
    }
}
