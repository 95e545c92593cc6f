package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.promql.Expr;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Five minutes of events, each increment counted once. A plain range of five minutes loses the increment that
 * straddles its edge, so the range is longer by one scrape interval. It is one millisecond shorter than that, since
 * Prometheus 2 includes both ends of a range and would count an aligned edge twice. The factor turns what
 * {@code increase} extrapolates to the longer range back into events.
 *
 * @param scrapeInterval of the raw series; divides five minutes
 * @param delay how late a sample may arrive and still be counted; later ones are lost for good
 */
record LedgerCell(Duration scrapeInterval, Duration delay) {
    /** How much time a cell stands for; also the interval at which it is recorded. */
    static final Duration LENGTH = Duration.ofMinutes(5);

    /** The range that is read. */
    Duration range() {
        return LENGTH.plus(scrapeInterval).minusMillis(1);
    }

    /** Corrects an {@code increase} over {@link #range()} to the events of the cell. */
    Expr corrected(Expr increase) {
        return divided(times(increase, number(seconds(LENGTH))), number(seconds(LENGTH.plus(scrapeInterval))));
    }

    /** Turns events a second on average over {@link #range()} into the events of the cell. */
    Expr ofRate(Expr rate) {
        return times(rate, number(LENGTH.toSeconds()));
    }

    /**
     * The range for what is not counted but averaged: each sample is in one cell. One millisecond short for the same
     * reason.
     */
    Duration slices() {
        return LENGTH.minusMillis(1);
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
    }
}
