package dev.signalbox.model;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** The unit in which a histogram of times has its bounds, as far as the name of the metric tells. */
public final class HistogramUnit {
    /** In nanoseconds; what a name without a unit is mostly in. */
    public static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000);

    private static final Map<String, BigDecimal> BY_SUFFIX = Map.of(
            "_seconds", SECOND,
            "_milliseconds", BigDecimal.valueOf(1_000_000),
            "_ms", BigDecimal.valueOf(1_000_000),
            "_microseconds", BigDecimal.valueOf(1_000),
            "_us", BigDecimal.valueOf(1_000),
            "_nanoseconds", BigDecimal.ONE,
            "_ns", BigDecimal.ONE,
            "_minutes", BigDecimal.valueOf(60_000_000_000L));

    private HistogramUnit() {}

    /**
     * The unit in nanoseconds; empty where the name ends in none.
     *
     * @param name of the histogram, without {@code _bucket}
     */
    public static Optional<BigDecimal> named(String name) {
        return BY_SUFFIX.entrySet().stream()
                .filter(unit -> name.endsWith(unit.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
