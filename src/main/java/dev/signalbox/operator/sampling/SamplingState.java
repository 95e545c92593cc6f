package dev.signalbox.operator.sampling;

import dev.signalbox.sampling.Decisions;
import dev.signalbox.sampling.Measurements;
import dev.signalbox.sampling.PolicyTargets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Who is sampled by which policy, and how.
 *
 * @param targets every policy of the last plan that a service follows, with its services; by name
 * @param notAsked why there is no loop, and what to write; nothing: there is one
 * @param decisions of the loop's last step; {@link Decisions#NONE} where there is no loop, or before its first step
 * @param seen what the last step was decided by
 */
public record SamplingState(
        List<PolicyTargets> targets, Optional<String> notAsked, Decisions decisions, Optional<Seen> seen) {
    /** Before the stack was looked at. */
    public static final SamplingState NONE = new SamplingState(List.of(), Decisions.NONE);

    public SamplingState {
        targets = List.copyOf(targets);
    }

    public SamplingState(List<PolicyTargets> targets, Decisions decisions) {
        this(targets, Optional.empty(), decisions, Optional.empty());
    }

    /**
     * What the loop has seen in one step.
     *
     * @param measured of services and SLOs
     * @param gatewayNewTraces traces a second that are new to the busiest gateway; nothing: not known
     * @param unavailable why something could not be asked; nothing: all was answered
     */
    public record Seen(Measurements measured, OptionalDouble gatewayNewTraces, Optional<String> unavailable) {}
}
