package dev.signalbox.report;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.SloStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Figures as people read them, wherever they read them. */
public final class Figure {
    /** What stands where nothing is known. */
    public static final String UNKNOWN = "–";

    private static final char MINUS = '\u2212';

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Map<SloStatus.State, String> STATES = Map.of(
            SloStatus.State.HEALTHY, "Healthy",
            SloStatus.State.WARNING, "Warning",
            SloStatus.State.EXHAUSTED, "Exhausted",
            SloStatus.State.NO_DATA, "No data");

    private Figure() {}

    /** {@code 99.9 %}. */
    public static String percent(Optional<BigDecimal> percent) {
        return percent.map(Figure::percent).orElse(UNKNOWN);
    }

    public static String percent(BigDecimal percent) {
        return plain(percent) + " %";
    }

    /** {@code 1,234,567}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** At most three digits behind the point, no zeros at the end. */
    public static String plain(BigDecimal number) {
        BigDecimal rounded = number.setScale(Math.min(3, Math.max(0, number.scale())), RoundingMode.HALF_EVEN);
        return rounded.signum() == 0
                ? "0"
                : rounded.stripTrailingZeros().toPlainString().replace('-', MINUS);
    }

    /** {@code 1,234.50 USD}; a sign where it is not measured. */
    public static String money(CostStatus cost) {
        return Optional.ofNullable(cost.perMonth())
                .map(amount -> (cost.basis() == CostStatus.Basis.ESTIMATED ? "≈ " : "")
                        + String.format(Locale.ROOT, "%,.2f", new BigDecimal(amount))
                        + Optional.ofNullable(cost.currency())
                                .map(currency -> " " + currency)
                                .orElse(""))
                .orElse(UNKNOWN);
    }

    /** {@code 2026-11-22 01:08 UTC}. */
    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** The same of a time as resources have it, RFC 3339; what is none stays as it is. */
    public static String minute(Optional<String> time) {
        return time.map(text -> {
                    try {
                        return minute(Instant.parse(text));
                    } catch (DateTimeParseException none) {
                        return text;
                    }
                })
                .orElse(UNKNOWN);
    }

    public static String state(SloStatus.State state) {
        return STATES.get(state);
    }

    /** {@code 1 workload}, {@code 3 workloads}. */
    public static String plural(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }
}
