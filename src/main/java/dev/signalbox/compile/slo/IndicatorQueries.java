package dev.signalbox.compile.slo;

import dev.signalbox.model.Indicator;
import dev.signalbox.promql.Expr;
import java.time.Duration;
import java.util.List;

/** An indicator as queries. Each gives one series a group, and none where there is no data; never NaN. */
interface IndicatorQueries {

    /**
     * What is recorded under a name.
     *
     * @param series the name
     * @param expr what is recorded
     */
    record Recorded(String series, Expr expr) {}

    /** The queries of an indicator for one SLO. */
    static IndicatorQueries of(Indicator indicator, Identity identity) {
        return switch (indicator) {
            case Indicator.Ratio(Indicator.BadEvents bad, String total) -> RatioQueries.of(bad, total, identity);
            case Indicator.Correctness(String valid, String total) ->
                RatioQueries.of(new Indicator.BadEvents.AllButGood(valid), total, identity);
            case Indicator.Latency latency ->
                switch (latency.kind()) {
                    case CLASSIC -> new BucketQueries(new HistogramBuckets(latency), identity);
                    case NATIVE -> new NativeHistogramQueries(new HistogramBuckets(latency), identity);
                };
            case Indicator.Rates rates -> RateQueries.of(rates, identity);
            case Indicator.Freshness freshness -> SliceQueries.of(freshness, identity);
            case Indicator.Condition condition -> SliceQueries.of(condition, identity);
            case Indicator.ErrorRatio ratio -> AveragedRatioQueries.of(ratio, identity);
        };
    }

    /** What all short windows are made of, recorded before them. */
    default List<Recorded> now() {
        return List.of();
    }

    /**
     * What is recorded for a window up to now of at most an hour, in this order: what the error ratio is made of, if
     * anything, and the error ratio, 0..1, 0 where nothing happened.
     */
    List<Recorded> shortWindow(Duration window);

    /**
     * Events of one ledger cell, each counted once.
     *
     * @param cell where the cell lies and how it is corrected
     */
    Expr ledgerEvents(LedgerCell cell);

    /** Bad events of one ledger cell; 0 where nothing bad happened. */
    Expr ledgerErrors(LedgerCell cell);
}
