package dev.signalbox.report;

import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import dev.signalbox.model.ResourceName;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How an SLO is.
 *
 * @param service as it is on series
 * @param serviceObject the {@code ServiceObservability} that it refers to
 * @param team that is called
 * @param tier 1 to 4
 * @param description what it means to a user
 * @param target percent of good events
 * @param window days
 * @param state of the worst group
 * @param groups the worst first; empty while nothing is known
 * @param groupsOmitted how many more there are
 * @param firing pages first
 * @param runbook of its alerts
 * @param precededBy the deployment that came last before the budget went down
 * @param problems of its conditions
 * @param history of the worst group's budget
 */
public record SloHealth(
        ResourceName name,
        String service,
        Optional<ResourceName> serviceObject,
        Optional<String> team,
        Optional<Integer> tier,
        Optional<String> description,
        BigDecimal target,
        int window,
        SloStatus.State state,
        List<SloStatus.Group> groups,
        int groupsOmitted,
        List<SloStatus.Alert> firing,
        Optional<String> runbook,
        Optional<WorkloadChange> precededBy,
        List<Problem> problems,
        BudgetHistory history) {

    private static final List<SloStatus.State> WORST_FIRST = List.of(
            SloStatus.State.EXHAUSTED, SloStatus.State.WARNING, SloStatus.State.NO_DATA, SloStatus.State.HEALTHY);

    /** Those at risk first: by state, then by what is left. */
    public static final Comparator<SloHealth> AT_RISK_FIRST = Comparator.<SloHealth>comparingInt(
                    slo -> WORST_FIRST.indexOf(slo.state()))
            .thenComparing(slo -> slo.remaining().orElse(BigDecimal.valueOf(100)))
            .thenComparing(SloHealth::name);

    public SloHealth {
        groups = List.copyOf(groups);
        firing = List.copyOf(firing);
        problems = List.copyOf(problems);
    }

    /** Good events in percent over the window, of the worst group. */
    public Optional<BigDecimal> actual() {
        return worst().map(SloStatus.Group::sli);
    }

    /** Error budget left in percent, of the worst group; below 0 when overspent. */
    public Optional<BigDecimal> remaining() {
        return worst().map(SloStatus.Group::errorBudgetRemaining);
    }

    /** How many times as fast as the budget allows, of the worst group. */
    public Optional<BigDecimal> burnRate() {
        return worst().map(SloStatus.Group::burnRate);
    }

    /** Whether less is left than the budget policy is content with. */
    public boolean isAtRisk() {
        return state == SloStatus.State.EXHAUSTED || state == SloStatus.State.WARNING;
    }

    private Optional<SloStatus.Group> worst() {
        return groups.stream().findFirst();
    }
}
