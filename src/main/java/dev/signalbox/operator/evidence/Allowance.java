package dev.signalbox.operator.evidence;

import java.time.Duration;
import java.time.Instant;

/** Questions that may be asked of a server: so many a minute in all, and saved up for a while. */
public final class Allowance {
    private final double perMinute;
    private final double most;
    private double left;
    private Instant last = Instant.MIN;

    /** @param most that is saved up; what is not used beyond it is lost */
    public Allowance(double perMinute, double most) {
        this.perMinute = perMinute;
        this.most = most;
        this.left = most;
    }

    /** Time goes on. */
    public void earn(Instant now) {
        if (last.equals(Instant.MIN)) {
            last = now;
        }
        left = Math.min(most, left + perMinute * Duration.between(last, now).toMillis() / 60_000.0);
        last = now;
    }

    /** Whether another look may begin; it may use more than is left, and the next one waits for that. */
    public boolean isLeft() {
        return left >= 1;
    }

    /** One more was asked. */
    public void spend() {
        left--;
    }
}
