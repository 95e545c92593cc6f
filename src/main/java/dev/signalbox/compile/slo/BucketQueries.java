package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.and;
import static dev.signalbox.promql.Promql.atLeastZero;
import static dev.signalbox.promql.Promql.call;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.increase;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.rate;
import static dev.signalbox.promql.Promql.sumBy;

import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.VectorMatching;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Latency from a classic histogram: the bucket that holds all events, less the one whose bound is the threshold. Where
 * no bucket has that bound there is no result at all: neither is everything fast nor nothing.
 */
record BucketQueries(HistogramBuckets histogram, Identity identity) implements EventQueries {

    /** Less than any rate of whole events over an hour, so that dividing by it instead of by zero gives zero. */
    private static final BigDecimal NEXT_TO_NOTHING = BigDecimal.valueOf(1, 9);

    @Override
    public Expr eventRate(Duration window) {
        return rateOf(histogram.total(), window);
    }

    @Override
    public Expr errorRatio(Duration window, Expr events) {
        VectorMatching group = identity.onGroup();
        Expr slow = atLeastZero(minus(events, group, rateOf(histogram.good(), window)));
        return divided(slow, group, call("clamp_min", events, number(NEXT_TO_NOTHING)));
    }

    @Override
    public Expr ledgerEvents(LedgerCell cell) {
        return cell.corrected(and(increaseIn(histogram.total(), cell), increaseIn(histogram.good(), cell)));
    }

    @Override
    public Expr ledgerErrors(LedgerCell cell) {
        return cell.corrected(
                atLeastZero(minus(increaseIn(histogram.total(), cell), increaseIn(histogram.good(), cell))));
    }

    private Expr rateOf(VectorSelector bucket, Duration window) {
        return sumBy(identity.groupBy(), rate(bucket, window));
    }

    private Expr increaseIn(VectorSelector bucket, LedgerCell cell) {
        return sumBy(identity.groupBy(), increase(bucket, cell.range(), cell.delay()));
    }
}
