package dev.signalbox.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One objective, as its owner means it.
 *
 * @param name of the resource
 * @param service whose objective it is
 * @param description for people; empty when none was given
 * @param objective the share of good events
 * @param windowDays length of the rolling window, 1 to 90 days
 * @param indicator what is counted
 * @param scrapeInterval of the indicator's series, where the SLO itself says it
 * @param groupBy labels of which each combination has a budget of its own, in the order given; legal and not reserved
 * @param alerting alerts on the budget's burn rate
 * @param budgetPolicy when the budget is low and when it is gone
 * @param canary what controllers of canaries are told, where they are to be
 */
public record Slo(
        ResourceName name,
        ServiceReference service,
        String description,
        Objective objective,
        int windowDays,
        Indicator indicator,
        Optional<Duration> scrapeInterval,
        List<String> groupBy,
        Alerting alerting,
        BudgetPolicy budgetPolicy,
        Optional<Canary> canary) {

    public Slo {
        groupBy = List.copyOf(groupBy);
    }

    /** The same, counting something else. */
    public Slo with(Indicator counted) {
        return new Slo(
                name,
                service,
                description,
                objective,
                windowDays,
                counted,
                scrapeInterval,
                groupBy,
                alerting,
                budgetPolicy,
                canary);
    }

    public Duration window() {
        return Duration.ofDays(windowDays);
    }
}
