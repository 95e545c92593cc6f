package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.atLeast;
import static dev.signalbox.promql.Promql.averageOver;
import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.compareBool;
import static dev.signalbox.promql.Promql.countOver;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.expression;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.selector;
import static dev.signalbox.promql.Promql.sumOver;

import dev.signalbox.compile.Notice;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.Indicator.Condition;
import dev.signalbox.model.Indicator.Freshness;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.Binary;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.Promql;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Time that is good or bad. The page group records at each evaluation whether it is bad now; everything else is an
 * average of that, and reads the raw series no more. A slice in which there was nothing to judge is not counted.
 *
 * @param bad 1 while it is bad, 0 while it is good
 * @param identity whose slices
 */
record SliceQueries(Expr bad, Identity identity) implements IndicatorQueries {

    /** Bad while the newest timestamp is too old. A gauge whose object is gone is NaN in some client libraries: no data. */
    static SliceQueries of(Freshness freshness, Identity identity) {
        Expr newest = by(identity.groupBy(), AggregateOp.MAX, selector(freshness.timestamp()));
        Expr age = minus(Promql.now(), atLeast(newest, BigDecimal.ZERO));
        BigDecimal maxAge = BigDecimal.valueOf(freshness.maxAge().toMillis(), 3).stripTrailingZeros();
        return new SliceQueries(compareBool(age, BinaryOp.GREATER, number(maxAge)), identity);
    }

    /** Bad while it does not hold for one of a group's series. */
    static SliceQueries of(Condition condition, Identity identity) {
        Expr holds = UserQuery.merged(expression(condition.query()), AggregateOp.MIN, identity.groupBy());
        return new SliceQueries(minus(number(1), holds), identity);
    }

    /** A comparison inside a condition leaves out what doesn't hold: when nothing does, there is nothing to judge. */
    static Optional<Notice> notice(Indicator indicator) {
        return indicator instanceof Condition(String query) && comparesInside(expression(query))
                ? Optional.of(new Notice(
                        "ConditionMayVanish",
                        "a comparison inside of spec.sli.condition.query leaves out what does not hold; when nothing does, "
                                + "the time is not bad but unknown; write bool, e.g. sum(up == bool 1) >= 2"))
                : Optional.empty();
    }

    private static boolean comparesInside(Expr condition) {
        return ExprAnalysis.nodes(condition)
                .anyMatch(node -> node instanceof Binary binary && binary.op().isComparison() && !binary.returnBool());
    }

    @Override
    public List<Recorded> now() {
        return List.of(new Recorded(SloSeries.SLICE, bad));
    }

    @Override
    public List<Recorded> shortWindow(Duration window) {
        return List.of(
                new Recorded(SloSeries.errorRatio(window), averageOver(identity.series(SloSeries.SLICE), window)));
    }

    /** How much of the cell was judged, 0..1. */
    @Override
    public Expr ledgerEvents(LedgerCell cell) {
        return divided(countOver(slices(cell), cell.slices()), slicesOfACell());
    }

    @Override
    public Expr ledgerErrors(LedgerCell cell) {
        return divided(sumOver(slices(cell), cell.slices()), slicesOfACell());
    }

    private VectorSelector slices(LedgerCell cell) {
        return identity.series(SloSeries.SLICE).with(Modifiers.offset(cell.delay()));
    }

    private static Expr slicesOfACell() {
        return number(LedgerCell.LENGTH.dividedBy(PageGroup.INTERVAL));
    }
}
