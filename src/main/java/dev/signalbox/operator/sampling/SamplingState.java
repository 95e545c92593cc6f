package dev.signalbox.operator.sampling;

import dev.signalbox.sampling.Decisions;
import dev.signalbox.sampling.PolicyTargets;
import java.util.List;

/**
 * Who is sampled by which policy, and how.
 *
 * @param targets every policy of the last plan that a service follows, with its services; by name
 * @param decisions of the loop's last step; {@link Decisions#NONE} where there is no loop, or before its first step
 */
public record SamplingState(List<PolicyTargets> targets, Decisions decisions) {
    /** Before the stack was looked at. */
    public static final SamplingState NONE = new SamplingState(List.of(), Decisions.NONE);

    public SamplingState {
        targets = List.copyOf(targets);
    }
}
