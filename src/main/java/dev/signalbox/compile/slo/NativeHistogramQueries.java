package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.atLeast;
import static dev.signalbox.promql.Promql.atLeastZero;
import static dev.signalbox.promql.Promql.call;
import static dev.signalbox.promql.Promql.increase;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.rate;
import static dev.signalbox.promql.Promql.sumBy;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.NumberLiteral;
import dev.signalbox.promql.VectorMatching;
import java.math.BigDecimal;
import java.time.Duration;

/** Latency from a native histogram. Where the threshold lies inside a bucket, its events are taken to be spread evenly. */
record NativeHistogramQueries(HistogramBuckets histogram, Identity identity) implements EventQueries {
    private static final NumberLiteral LEAST = new NumberLiteral(Double.NEGATIVE_INFINITY, false);

    @Override
    public Expr eventRate(Duration window) {
        return count(rateOver(window));
    }

    @Override
    public Expr errorRatio(Duration window, Expr events) {
        VectorMatching group = identity.onGroup();
        return or(slowShare(rateOver(window)), group, times(number(0), events));
    }

    @Override
    public Expr ledgerEvents(LedgerCell cell) {
        return cell.corrected(count(increaseIn(cell)));
    }

    @Override
    public Expr ledgerErrors(LedgerCell cell) {
        Expr all = increaseIn(cell);
        return cell.corrected(or(times(count(all), slowShare(all)), times(number(0), count(all))));
    }

    /** Nothing where there are no events: a share of none is NaN, which no comparison lets through. */
    private Expr slowShare(Expr events) {
        Expr good = call("histogram_fraction", LEAST, number(histogram.threshold()), events);
        return atLeast(atLeastZero(minus(number(1), good)), BigDecimal.ZERO);
    }

    private static Expr count(Expr events) {
        return call("histogram_count", events);
    }

    private Expr rateOver(Duration window) {
        return sumBy(identity.groupBy(), rate(histogram.series(""), window));
    }

    private Expr increaseIn(LedgerCell cell) {
        return sumBy(identity.groupBy(), increase(histogram.series(""), cell.range(), cell.delay()));
    }
}
