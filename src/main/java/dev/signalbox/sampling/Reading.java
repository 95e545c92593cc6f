package dev.signalbox.sampling;

import java.time.Duration;

/**
 * What was measured, and how long ago.
 *
 * @param value finite and not negative
 * @param age of the newest sample in it
 */
public record Reading(double value, Duration age) {
    /**
     * Older than this is no measurement. Prometheus itself looks back five minutes; what is older came from a store that
     * is behind.
     */
    public static final Duration STALE_AFTER = Duration.ofMinutes(5);

    /** Whether it may still be acted on. */
    public boolean isFresh() {
        return age.compareTo(STALE_AFTER) <= 0 && Double.isFinite(value) && value >= 0;
    }

    /** Measured just now. */
    public static Reading now(double value) {
        return new Reading(value, Duration.ZERO);
    }
}
