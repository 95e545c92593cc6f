package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.above;
import static dev.signalbox.promql.Promql.atMostOne;
import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.compareBool;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.model.Indicator.ErrorRatio;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * An error ratio of the user's own: nothing tells how many events are behind it, so each cell of the ledger weighs the
 * same. NaN, as at zero traffic, is no event and no error.
 *
 * @param query the error ratio
 */
record AveragedRatioQueries(UserQuery query) implements IndicatorQueries {

    static AveragedRatioQueries of(ErrorRatio ratio, Identity identity) {
        return new AveragedRatioQueries(UserQuery.of(ratio.query(), AggregateOp.AVG, identity.groupBy()));
    }

    @Override
    public List<Recorded> shortWindow(Duration window) {
        return List.of(new Recorded(SloSeries.errorRatio(window), bounded(query.over(window))));
    }

    /** Only NaN is unequal to itself. */
    @Override
    public Expr ledgerEvents(LedgerCell cell) {
        Expr ratio = query.over(cell.slices(), cell.delay());
        return compareBool(ratio, BinaryOp.EQUAL, ratio);
    }

    @Override
    public Expr ledgerErrors(LedgerCell cell) {
        return bounded(query.over(cell.slices(), cell.delay()));
    }

    /** Into 0..1; what is negative or NaN becomes 0. */
    private Expr bounded(Expr ratio) {
        return or(
                atMostOne(above(ratio, BigDecimal.ZERO)),
                times(number(0), by(query.groupBy(), AggregateOp.GROUP, ratio)));
    }
}
