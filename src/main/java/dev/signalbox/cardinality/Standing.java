package dev.signalbox.cardinality;

/** Where a count is against its limit. */
public enum Standing {
    WITHIN,
    /** From 80 % of it. */
    NEAR,
    /** Above it. */
    EXCEEDED;

    private static final double WARNING = 0.8;

    /** What is left again is left clearly, so that a count at a limit does not come and go. */
    private static final double CLEARLY = 0.98;

    /** @param before where it was */
    static Standing of(long count, long limit, Standing before) {
        double left = count / CLEARLY;
        if (count > limit || (before == EXCEEDED && left > limit)) {
            return EXCEEDED;
        }
        return count >= WARNING * limit || (before != WITHIN && left >= WARNING * limit) ? NEAR : WITHIN;
    }
}
