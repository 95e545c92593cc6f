package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What is known of an {@link SLO}. Figures are rounded, so that they change seldom. */
@Stored
public record SloStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Min(0) Long observedGeneration,

        @JsonPropertyDescription("Conditions: Accepted, ResolvedRefs, Applied, Ready, and those of the kind.")
        @Size(max = 16) @Shape.Keyed("type")
        List<Condition> conditions,

        @JsonPropertyDescription("State of the error budget; with groupBy, of the worst group.")
        State state,

        @JsonPropertyDescription("The service's name, as it is on the series.") @Shape.Word
        String service,

        @JsonPropertyDescription("Where the figures come from: None (no server to ask) or Prometheus.")
        Evidence evidence,

        @JsonPropertyDescription("How the indicator counts: Events, TimeSlices of five minutes, or Average over time "
                + "(query.errorRatio).")
        Accounting accounting,

        @JsonPropertyDescription("Figures per group, the worst first; one item without groupBy.") @Size(max = 50) List<Group> groups,

        @JsonPropertyDescription("Groups left out of the list above.") @Min(0) Integer groupsOmitted,

        @JsonPropertyDescription(
                "Alerts of the SLO that fire, pages first, as the server that evaluates the rules says.")
        @Size(max = 50) List<Alert> alerts,

        @JsonPropertyDescription(
                "Five-minute cells of which nothing is known, in percent of those since the first event, at "
                        + "most of the window: the rules were not evaluated, or the series were not there.")
        @Shape.Percent
        BigDecimal missingCellsPercent,

        @JsonPropertyDescription("The indicator that cells are counted with.")
        Indicator indicator,

        @JsonPropertyDescription("The deployment of the service that came last before an alert of the SLO fired or its "
                + "state left Healthy, until both are over. It preceded; nothing says that it caused.")
        WorkloadChange precededBy) {

    /** The same with another of it. */
    public SloStatus precededBy(WorkloadChange other) {
        return new SloStatus(
                observedGeneration,
                conditions,
                state,
                service,
                evidence,
                accounting,
                groups,
                groupsOmitted,
                alerts,
                missingCellsPercent,
                indicator,
                other);
    }

    /** State of the error budget. */
    public enum State {
        @JsonProperty("Healthy")
        HEALTHY,
        @JsonProperty("Warning")
        WARNING,
        @JsonProperty("Exhausted")
        EXHAUSTED,
        @JsonProperty("NoData")
        NO_DATA
    }

    /** What the indicator counts. */
    public enum Accounting {
        @JsonProperty("Events")
        EVENTS,
        @JsonProperty("TimeSlices")
        TIME_SLICES,
        @JsonProperty("Average")
        AVERAGE
    }

    /** What tells an indicator from the one before it. */
    @Stored
    public record Indicator(
            @JsonPropertyDescription("Of spec.sli.") @Size(max = 64) String hash,

            @JsonPropertyDescription("When it took the place of another, RFC 3339; not there for the first one.")
            @Shape.Time String changedAt) {}

    /** The figures of one group. */
    @Stored
    public record Group(
            @JsonPropertyDescription("Values of the groupBy labels; empty without groupBy.") @Size(max = 8) Map<String, @Size(max = 256) String> labels,

            @JsonPropertyDescription("State of this group's budget.")
            State state,

            @JsonPropertyDescription("Good events in percent over the window.") @Shape.Percent
            BigDecimal sli,

            @JsonPropertyDescription("Error budget left in percent; below 0 when overspent.") @Max(100) BigDecimal errorBudgetRemaining,

            @JsonPropertyDescription(
                    "How many times as fast as the budget allows errors came in the last five " + "minutes.")
            @Min(0) BigDecimal burnRate) {}

    /** An alert that fires. */
    @Stored
    public record Alert(
            @JsonPropertyDescription("Name of the alert.") @Size(max = 253) String name,

            @JsonPropertyDescription("page or ticket.") @Size(max = 16) String severity,

            @JsonPropertyDescription("Values of the groupBy labels; empty without groupBy.") @Size(max = 8) Map<String, @Size(max = 256) String> labels,

            @JsonPropertyDescription("Since when, RFC 3339.") @Shape.Time String since) {}
}
