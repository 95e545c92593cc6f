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

    /** Part of what is expected that has to have settled. */
    private static final double ENOUGH = 0.9;

    private static final double LEAST = 0.01;
    private static final double MOST = 100;

    private Yield() {}

    /** The yield with which to expect; as before while most of it has been changing, or is not measured. */
    static double learned(double before, List<Candidate> candidates, Measurements measured, Instant now) {
        double expected = 0;
        double settled = 0;
        double kept = 0;
        for (Candidate candidate : candidates) {
            double cost = candidate.cost(candidate.held(), 1);
            Optional<Reading> keptNow = measured.of(candidate.service()).kept().filter(Reading::isFresh);
            expected += cost;
            if (candidate.isMeasured() && keptNow.isPresent() && isSettled(candidate, now)) {
                settled += cost;
                kept += Math.max(
                        0,
                        keptNow.get().value() - candidate.load().orElseThrow().keptByKeep());
            }
        }
        return settled < 1 || settled < ENOUGH * expected
                ? before
                : Math.clamp(Load.smooth(Optional.of(before), kept / settled), LEAST, MOST);
    }

    private static boolean isSettled(Candidate candidate, Instant now) {
        return candidate
                .previous()
                .map(decision -> !now.isBefore(decision.since().plus(SETTLED)))
                .orElse(false);
    }
}
