package dev.signalbox.freeze;

import dev.signalbox.model.ResourceName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The error budget of an SLO that says {@code Freeze}.
 *
 * @param slo the resource
 * @param service the {@code ServiceObservability} that it is for
 * @param tier of the service, 1 to 4
 * @param state of the worst group
 * @param remaining of the worst group, in percent; below 0 when overspent
 * @param measuredAt when a server last told of the indicator's last five minutes
 */
public record Budget(
        ResourceName slo,
        ResourceName service,
        Optional<Integer> tier,
        State state,
        Optional<BigDecimal> remaining,
        Optional<Instant> measuredAt) {

    /** Three rounds of asking: one that fails is no reason to open a gate. */
    static final Duration STALE_AFTER = Duration.ofMinutes(3);

    /** Whether it is spent; whoever tells it has hysteresis. */
    public enum State {
        LEFT,
        EXHAUSTED,
        /** Nobody knows. */
        UNKNOWN
    }

    /** Whether the indicator is measured, so that its budget may hold a gate closed. */
    boolean isFresh(Instant now) {
        return measuredAt.filter(at -> at.plus(STALE_AFTER).isAfter(now)).isPresent();
    }
}
