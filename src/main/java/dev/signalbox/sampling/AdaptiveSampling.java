package dev.signalbox.sampling;

import dev.signalbox.model.ResourceName;
import dev.signalbox.sampling.Decisions.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Percentages that follow trouble and load: one step of a control loop that runs every minute.
 *
 * <ol>
 *   <li>A service in trouble, on a short and a long window, has its baseline times the spike multiplier, at most 100, until
 *       the cooldown after trouble was last seen.
 *   <li>A budget is shared out among the services of its policy. What {@code keep} takes is measured and set aside, never
 *       cut. The rest goes by {@linkplain BudgetShares weight}, to nobody more than it has without a budget, and to
 *       nobody less than keeps one trace a minute. A budget is a limit: it does not raise a baseline.
 *   <li>Up by at most half in a step, unless for trouble or for that one trace a minute; down at once.
 *   <li>What isn't measured, or not lately, stays; its part of the budget stays its own for a while.
 * </ol>
 *
 * <p>What a user wrote is taken exactly (a baseline, and the boosted percentage made of it); all between is on a
 * {@linkplain Ladder ladder of √2}. A budget to within 10 % is more than such a ladder can do with a dead band of 30 %, so
 * with a budget the ladder slides as a whole and the dead band is each service's own: see {@link LadderFit}. A deviation
 * of the sum by more than 6 % of the budget thus moves percentages also inside of that dead band.
 *
 * <p>Equal arguments give equal results, whatever their order.
 */
public final class AdaptiveSampling {

    /** What the loop does with a service. */
    public enum State {
        /** As the policy says. */
        STEADY,
        /** More, because of trouble. */
        BOOSTED,
        /** Less than the policy says. */
        REDUCED,
        /** As before, because inputs are missing. */
        HELD
    }

    private AdaptiveSampling() {}

    /**
     * One step.
     *
     * @param previous what the last step gave, or {@link Decisions#NONE}
     * @param policies all there are; services that are in none are forgotten
     * @param measured what is known of the traffic
     * @param now not before the time of the last step
     */
    public static Decisions decide(
            Decisions previous, List<PolicyTargets> policies, Measurements measured, Instant now) {
        SortedMap<ResourceName, PolicyDecision> decided = new TreeMap<>();
        List<Change> changes = new ArrayList<>();
        policies.stream()
                .sorted(Comparator.comparing(targets -> targets.policy().resource()))
                .forEach(targets -> {
                    ResourceName policy = targets.policy().resource();
                    PolicyDecision before = previous.policies().getOrDefault(policy, PolicyDecision.NONE);
                    PolicyDecision after = PolicyStep.decide(targets, before, measured, now);
                    decided.put(policy, after);
                    changes.addAll(changes(policy, before, after));
                });
        return new Decisions(decided, changes);
    }

    private static List<Change> changes(ResourceName policy, PolicyDecision before, PolicyDecision after) {
        List<Change> changes = new ArrayList<>();
        after.services().forEach((service, decision) -> {
            Optional<Double> from =
                    Optional.ofNullable(before.services().get(service)).map(ServiceDecision::percent);
            if (from.isEmpty() || from.get() != decision.percent()) {
                changes.add(new Change(policy, service, from, decision.percent(), decision.reason()));
            }
        });
        return changes;
    }
}
