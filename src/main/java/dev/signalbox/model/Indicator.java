package dev.signalbox.model;

import java.time.Duration;

/** What an SLO counts. PromQL in here has been parsed; selectors are in their printed form. */
public sealed interface Indicator {

    /** What is good or bad. */
    enum Accounting {
        /** Each event; a busy noon weighs more than a quiet night. */
        EVENTS,
        /** Each slice of time in which there was data. */
        TIME_SLICES,
        /** Each five minutes, by an error ratio of the user's own. */
        AVERAGE
    }

    /** What is good or bad. */
    default Accounting accounting() {
        return Accounting.EVENTS;
    }

    /**
     * Events, good or bad.
     *
     * @param bad the events that count against the objective, told directly or as those that are not good
     * @param total a selector of counters: all events
     */
    record Ratio(BadEvents bad, String total) implements Indicator {}

    /** How a ratio tells its bad events. */
    sealed interface BadEvents {
        /** @param selector counters of the bad events; absent means none happened */
        record Errors(String selector) implements BadEvents {}

        /** @param selector counters of the good events; absent means none was good */
        record AllButGood(String selector) implements BadEvents {}
    }

    /**
     * Events, good when they take at most so long.
     *
     * @param histogram a selector with exactly one metric name, without {@code _bucket}; nothing in it is on {@code le}
     * @param threshold the longest good event, &gt; 0
     * @param kind how the histogram is stored
     */
    record Latency(String histogram, Duration threshold, Histogram kind) implements Indicator {}

    /** How a histogram is stored. */
    enum Histogram {
        /** A series for each bucket; the threshold must be the bound of one. */
        CLASSIC,
        /** One series of histogram samples; between the bounds of its buckets it is interpolated. */
        NATIVE
    }

    /**
     * Records, right or wrong.
     *
     * @param valid a selector of counters: records that were right; absent means none was
     * @param total a selector of counters: all records
     */
    record Correctness(String valid, String total) implements Indicator {}

    /**
     * Time, good while the newest data is young enough.
     *
     * @param timestamp a selector of gauges: Unix time of the last success, in seconds
     * @param maxAge the greatest good age, &gt; 0
     */
    record Freshness(String timestamp, Duration maxAge) implements Indicator {
        @Override
        public Accounting accounting() {
            return Accounting.TIME_SLICES;
        }
    }

    /**
     * Time, good while a comparison holds for all series of a group.
     *
     * @param query a comparison of series that gives 0 or 1
     */
    record Condition(String query) implements Indicator {
        @Override
        public Accounting accounting() {
            return Accounting.TIME_SLICES;
        }
    }

    /**
     * Events, as two queries of the user's own in which {@code $window} stands for a range.
     *
     * @param errors bad events a second; absent means none happened
     * @param total all events a second
     */
    record Rates(String errors, String total) implements Indicator {}

    /**
     * Time, bad to the degree that a query of the user's own tells, in which {@code $window} stands for a range.
     *
     * @param query an error ratio, 0..1; NaN where nothing happened
     */
    record ErrorRatio(String query) implements Indicator {
        @Override
        public Accounting accounting() {
            return Accounting.AVERAGE;
        }
    }
}
