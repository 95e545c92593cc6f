package dev.signalbox.model;

import java.math.BigDecimal;

/**
 * The share of events that must be good.
 *
 * @param percent more than 0, less than 100; kept exactly as the user wrote it
 */
public record Objective(BigDecimal percent) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** As a ratio, 0..1, exact: 99.9 gives 0.999. */
    public BigDecimal ratio() {
        return exact(percent);
    }

    /** The share of events that may be bad, 0..1, exact: 99.9 gives 0.001. */
    public BigDecimal errorBudget() {
        return exact(HUNDRED.subtract(percent));
    }

    /** As many digits as it has after the point, in percent: 1 for 99.9. */
    public int digits() {
        return Math.max(0, percent.stripTrailingZeros().scale());
    }

    /** The percentage in plain decimals without trailing zeros: {@code 99.9}. */
    @Override
    public String toString() {
        return percent.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal exact(BigDecimal percent) {
        return percent.movePointLeft(2).stripTrailingZeros();
    }
}
