package dev.signalbox.interchange.openslo;

import dev.signalbox.interchange.indicator.Query;
import dev.signalbox.interchange.indicator.SeriesValues;
import dev.signalbox.interchange.source.Field;

/** What {@code counter} says of the series of a ratio: that they only grow, that they go up and down, or nothing. */
enum Counting {
    COUNTERS,
    GAUGES,
    UNSAID;

    /** {@code counter}, or {@code incremental} in v1alpha. */
    static Counting of(Field ratio) {
        Field counter = ratio.atEither("counter", "incremental");
        return counter.isTrue() ? COUNTERS : counter.isFalse() ? GAUGES : UNSAID;
    }

    /** Whether a query that has no range is of counters. */
    boolean isCounter(Query query) {
        return switch (this) {
            case COUNTERS -> true;
            case GAUGES -> SeriesValues.hasRange(query);
            case UNSAID -> SeriesValues.hasRange(query) || SeriesValues.areNamedAsCounters(query);
        };
    }

    /** The query over a window: as it is where it has a range, else by what its series are. */
    Query overWindow(Field ratio, Query query) {
        if (SeriesValues.hasRange(query)) {
            return query;
        }
        if (!isCounter(query)) {
            return SeriesValues.averages(ratio, query);
        }
        if (this == UNSAID) {
            ratio.note("does not say counter: the series are taken for counters, as which they are named");
        }
        return SeriesValues.rates(query);
    }
}
