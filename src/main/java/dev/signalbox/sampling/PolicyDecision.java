package dev.signalbox.sampling;

import dev.signalbox.model.pipeline.ServiceKey;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the services of one policy are sampled.
 *
 * @param services all that follow it
 * @param ladder the percentages that a budget may give
 * @param yield spans that the baseline keeps for each span that it is expected to: see {@link Yield}
 * @param budget how the budget is spent; nothing: there is none
 */
public record PolicyDecision(
        SortedMap<ServiceKey, ServiceDecision> services, Ladder ladder, double yield, Optional<BudgetAccount> budget) {
    static final PolicyDecision NONE = new PolicyDecision(new TreeMap<>(), Ladder.STANDARD, 1, Optional.empty());

    public PolicyDecision {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    }

    /**
     * What is known of a policy from a status, for an operator that starts again. Percentages that a budget has reduced
     * tell where the ladder stood; what is not in a status is measured again in the first step.
     */
    public static PolicyDecision resumed(SortedMap<ServiceKey, ServiceDecision> services) {
        Ladder ladder = services.values().stream()
                .filter(decision -> decision.state() == AdaptiveSampling.State.REDUCED && decision.percent() > 0)
                .map(decision -> Ladder.through(decision.percent()))
                .findFirst()
                .orElse(Ladder.STANDARD);
        return new PolicyDecision(services, ladder, 1, Optional.empty());
    }

    /**
     * How a budget is spent, in spans a second over all gateways.
     *
     * @param budget what the user allows
     * @param keptByKeep what {@code keep} takes; never cut
     * @param expected what is kept in all with the percentages decided
     * @param infeasible what may not be cut is more than the budget
     */
    public record BudgetAccount(double budget, double keptByKeep, double expected, boolean infeasible) {}
}
