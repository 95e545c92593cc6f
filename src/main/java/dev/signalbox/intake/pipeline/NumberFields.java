package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads fields that hold a number. */
public final class NumberFields {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_DIGITS = 20;

    private NumberFields() {}

    /** A share of something, 0 to 100; nothing where none is given. */
    public static Optional<BigDecimal> percent(String path, BigDecimal written, Findings findings) {
        if (written != null) {
            findings.require(
                    written.signum() >= 0 && written.compareTo(HUNDRED) <= 0,
                    path,
                    "must be >= 0 and <= 100, was " + shown(written),
                    "write e.g. 10");
        }
        return Optional.ofNullable(written);
    }

    /** A whole number within bounds, both included; nothing where none is given. */
    public static Optional<Integer> within(int least, int most, String path, Integer written, Findings findings) {
        if (written != null) {
            findings.require(
                    written >= least && written <= most,
                    path,
                    "must be >= %d and <= %d, was %d".formatted(least, most, written),
                    "");
        }
        return Optional.ofNullable(written);
    }

    /** In plain digits, unless there are too many of them. */
    public static String shown(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS || number.scale() > MOST_DIGITS
                ? number.toString()
                : number.toPlainString();
    }
}
