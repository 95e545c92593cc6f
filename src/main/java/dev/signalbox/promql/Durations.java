package dev.signalbox.promql;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Durations as PromQL writes them: {@code 1h30m}, whole units from years to milliseconds. */
final class Durations {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** From large to small, which is also the order they must be written in. */
    private enum Unit {
        YEAR("y", 365L * 24 * 3600 * 1000),
        WEEK("w", 7L * 24 * 3600 * 1000),
        DAY("d", 24L * 3600 * 1000),
        HOUR("h", 3600L * 1000),
        MINUTE("m", 60L * 1000),
        SECOND("s", 1000L),
        MILLISECOND("ms", 1L);

        private final String symbol;
        private final long millis;

        Unit(String symbol, long millis) {
            this.symbol = symbol;
            this.millis = millis;
        }

        /** Years and weeks are printed only where nothing remains: 90d reads better than 12w6d. */
        boolean onlyWhole() {
            return this == YEAR || this == WEEK;
        }
    }

    private static final List<Unit> UNITS = List.of(Unit.values());

    private Durations() {}

    static void requirePositive(Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("must be > 0, was " + duration);
        }
    }

    /** Nanoseconds of a text such as {@code 1h30m}; empty when it is not a duration, or longer than 292 years. */
    static OptionalLong parseNanos(String text) {
        long total = 0;
        Unit last = null;
        int i = 0;
        while (i < text.length()) {
            int digits = i;
            while (i < text.length() && Names.isDigit(text.charAt(i))) {
                i++;
            }
            int unitStart = i;
            while (i < text.length() && !Names.isDigit(text.charAt(i))) {
                i++;
            }
            Unit unit = unit(text, unitStart, i);
            if (digits == unitStart || unit == null || (last != null && unit.compareTo(last) <= 0)) {
                return OptionalLong.empty();
            }
            last = unit;
            try {
                long value = Long.parseLong(text, digits, unitStart, 10);
                total = Math.addExact(total, Math.multiplyExact(value, unit.millis * NANOS_PER_MILLI));
            } catch (NumberFormatException | ArithmeticException tooLong) {
                return OptionalLong.empty();
            }
        }
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(total);
    }

    private static Unit unit(String text, int from, int to) {
        for (Unit unit : UNITS) {
            if (unit.symbol.length() == to - from && text.startsWith(unit.symbol, from)) {
                return unit;
            }
        }
        return null;
    }

    /** The seconds that PromQL computes with. */
    static double seconds(long nanos) {
        long whole = nanos / NANOS_PER_SECOND;
        return whole + (double) (nanos % NANOS_PER_SECOND) / NANOS_PER_SECOND;
    }

    /** The nanoseconds nearest to a number of seconds. */
    static long nanos(double seconds) {
        return Numbers.round(seconds * NANOS_PER_SECOND);
    }

    /** {@code 1h30m}, {@code -5m}; in seconds ({@code 0.0005}) what is finer than a millisecond. */
    static String print(Duration duration) {
        if (duration.isPositive() && duration.getNano() % NANOS_PER_MILLI == 0) {
            return printMillis(duration.toMillis());
        }
        BigDecimal nanos =
                BigDecimal.valueOf(duration.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(duration.getNano()));
        return nanos.signum() < 0 ? "-" + printNanos(nanos.negate()) : printNanos(nanos);
    }

    /** The same for a number of seconds, {@code -0s} included. */
    static String print(double seconds) {
        boolean negative = seconds < 0 || 1 / seconds < 0;
        String text = printNanos(new BigDecimal(Double.toString(Math.abs(seconds))).movePointRight(9));
        return negative ? "-" + text : text;
    }

    private static String printNanos(BigDecimal nanos) {
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(NANOS_PER_MILLI));
        if (parts[1].signum() != 0) {
            return nanos.movePointLeft(9).stripTrailingZeros().toPlainString();
        }
        return printMillis(parts[0].longValueExact());
    }

    private static String printMillis(long millis) {
        if (millis == 0) {
            return "0s";
        }
        long rest = millis;
        StringBuilder out = new StringBuilder();
        for (Unit unit : UNITS) {
            if (rest >= unit.millis && !(unit.onlyWhole() && rest % unit.millis != 0)) {
                out.append(rest / unit.millis).append(unit.symbol);
                rest %= unit.millis;
            }
        }
        return out.toString();
    }
}
