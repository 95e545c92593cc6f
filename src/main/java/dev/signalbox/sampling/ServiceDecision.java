package dev.signalbox.sampling;

import dev.signalbox.sampling.AdaptiveSampling.State;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one service is sampled, and what the next step needs to know of it.
 *
 * @param percent kept of what no rule decides, above 0 to 100 (0 where the user says 0)
 * @param headPercent of traces that its SDKs start, 0 to 100
 * @param state in one word
 * @param reason why
 * @param since when the percentage is what it is
 * @param step how often the percentage has been changed
 * @param boosted since when it is in trouble or cooling down
 * @param lastHeld when it was last seen in trouble
 * @param rung of the policy's ladder; nothing: it has not been on it
 * @param load as last measured
 */
public record ServiceDecision(
        double percent,
        double headPercent,
        State state,
        Reason reason,
        Instant since,
        int step,
        Optional<Instant> boosted,
        Optional<Instant> lastHeld,
        OptionalInt rung,
        Optional<Load> load) {

    /**
     * What a status still says of a decision, for an operator that starts again. Measurements come back by themselves.
     *
     * @param boosted whether it was in trouble or cooling down; counted as seen at {@code since}, so that a cooldown is
     *     not cut short by more than it had lasted
     */
    public static ServiceDecision resumed(
            double percent, double headPercent, State state, Reason reason, Instant since, boolean boosted) {
        Optional<Instant> trouble = boosted ? Optional.of(since) : Optional.empty();
        return new ServiceDecision(
                percent, headPercent, state, reason, since, 0, trouble, trouble, OptionalInt.empty(), Optional.empty());
    }
}
