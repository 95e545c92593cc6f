package dev.signalbox.status;

import dev.signalbox.sampling.Measurements;
import dev.signalbox.sampling.PolicyDecision;
import dev.signalbox.sampling.PolicyTargets;
import java.util.Optional;

/** What is known of the percentages of a sampling policy. */
public sealed interface Sampled {

    /** Nothing yet: what was told stays. */
    record NotYet() implements Sampled {}

    /** No service follows the policy. */
    record ByNobody() implements Sampled {}

    /**
     * Nobody can be asked for measurements.
     *
     * @param adapts whether percentages were to follow them
     * @param why and what to write
     */
    record Fixed(boolean adapts, String why) implements Sampled {}

    /**
     * A step of the loop.
     *
     * @param targets the policy and who follows it
     * @param decision what was decided
     * @param measured what it was decided by
     * @param unavailable why something could not be asked; nothing: all was answered
     */
    record Decided(PolicyTargets targets, PolicyDecision decision, Measurements measured, Optional<String> unavailable)
            implements Sampled {}
}
