package dev.signalbox.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a service brings, smoothed: small moves, which are mostly noise, count by a third; a large one counts at once.
 *
 * @param received spans a second
 * @param keptByKeep spans a second in traces that {@code keep} decided
 * @param newTraces traces a second of which it has the root span; 0 where it is not known
 * @param at when it was measured last
 */
public record Load(double received, double keptByKeep, double newTraces, Instant at) {
    /** For so long a service that is no longer measured keeps its part of the budget; it may come back. */
    static final Duration RESERVED = Duration.ofMinutes(15);

    /** What a baseline percentage is of, in spans a second. */
    double undecided() {
        return Math.max(0, received - keptByKeep);
    }

    /** The load now, if it was measured. */
    static Optional<Load> measured(Measurements.OfService service, Optional<Load> before, Instant now) {
        return service.received().filter(Reading::isFresh).flatMap(received -> service.keptByKeep()
                .filter(Reading::isFresh)
                .map(keptByKeep -> new Load(
                        smooth(before.map(Load::received), received.value()),
                        smooth(before.map(Load::keptByKeep), keptByKeep.value()),
                        service.newTraces()
                                .filter(Reading::isFresh)
                                .map(traces -> smooth(before.map(Load::newTraces), traces.value()))
                                .orElse(before.map(Load::newTraces).orElse(0.0)),
                        now)));
    }

    boolean isReserved(Instant now) {
        return !now.isAfter(at.plus(RESERVED));
    }

    static double smooth(Optional<Double> before, double measured) {
        double old = before.orElse(measured);
        return Math.abs(measured - old) > 0.15 * old ? measured : old + (measured - old) / 3;
    }
}
