package dev.signalbox.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Spans that a policy's baseline really keeps, for each that its percentages let expect.
 *
 * <p>A percentage of a service decides the traces that begin in it, with the spans of all others in them, and none of the
 * traces that begin elsewhere. So what a percentage is worth in spans has to be measured. It is one figure for a policy:
 * of a single service it would be mostly noise.
 */
final class Yield {
    /** Until a percentage is at work and a rate over minutes shows nothing of the one before. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private static final double LEAST = 0.01;
    private static final double MOST = 100;

    private Yield() {}

    /** The yield with which to expect; as before while percentages have been changing, or nothing is measured. */
    static double learned(double before, List<Candidate> candidates, Measurements measured, Instant now) {
        double expected = 0;
        double kept = 0;
        for (Candidate candidate : candidates) {
            Optional<ServiceDecision> previous = candidate.previous();
            Optional<Reading> keptNow = measured.of(candidate.service()).kept().filter(Reading::isFresh);
            if (previous.map(decision -> now.isBefore(decision.since().plus(SETTLED)))
                            .orElse(true)
                    || !candidate.isMeasured()
                    || keptNow.isEmpty()) {
                return before;
            }
            expected += candidate.cost(previous.get().percent(), 1);
            kept += Math.max(
                    0, keptNow.get().value() - candidate.load().orElseThrow().keptByKeep());
        }
        return expected < 1 ? before : Math.clamp(Load.smooth(Optional.of(before), kept / expected), LEAST, MOST);
    }
}
