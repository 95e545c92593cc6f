package dev.signalbox.operator.cardinality;

import java.time.Duration;
import java.time.Instant;

/** Queries that may be asked for closer looks: ten a minute in all, saved up for one look of a service. */
final class Allowance {
    private static final double PER_MINUTE = 10;

    /** What is not used is not saved for longer than this. */
    private static final double MOST = 40;

    private double left = MOST;
    private Instant last = Instant.MIN;

    /** Time goes on. */
    void earn(Instant now) {
        if (last.equals(Instant.MIN)) {
            last = now;
        }
        left = Math.min(MOST, left + PER_MINUTE * Duration.between(last, now).toMillis() / 60_000.0);
        last = now;
    }

    /** Whether another look may begin; it may use more than is left, and the next one waits for that. */
    boolean isLeft() {
        return left >= 1;
    }

    /** One more was asked. */
    void spend() {
        left--;
    }
}
