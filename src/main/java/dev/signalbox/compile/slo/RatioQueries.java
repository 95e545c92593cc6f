package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.above;
import static dev.signalbox.promql.Promql.aboveAsBool;
import static dev.signalbox.promql.Promql.atLeastZero;
import static dev.signalbox.promql.Promql.atMostOne;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.increase;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.rate;
import static dev.signalbox.promql.Promql.selector;
import static dev.signalbox.promql.Promql.sumBy;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.model.Indicator.BadEvents;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.VectorMatching;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * A ratio of counters. Only the absence of bad or good events is read as "none happened"; where the counters of all
 * events are absent, so is the result.
 */
record RatioQueries(BadEvents bad, String total, Identity identity) implements EventQueries {

    @Override
    public Expr eventRate(Duration window) {
        return rateOf(total, window);
    }

    @Override
    public Expr errorRatio(Duration window, Expr events) {
        // What was recorded carries the SLO's identity; what is read from raw series only the groups.
        VectorMatching group = identity.onGroup();
        Expr traffic = above(events, BigDecimal.ZERO);
        return switch (bad) {
            case BadEvents.Errors(String errors) ->
                or(atMostOne(divided(rateOf(errors, window), group, traffic)), group, times(number(0), events));
            // With traffic and no good event at all, the right side says 1; without traffic it says 0.
            case BadEvents.AllButGood(String good) ->
                or(
                        atLeastZero(minus(number(1), divided(rateOf(good, window), group, traffic))),
                        group,
                        aboveAsBool(events, BigDecimal.ZERO));
        };
    }

    @Override
    public Expr ledgerEvents(LedgerCell cell) {
        return cell.corrected(increaseIn(total, cell));
    }

    @Override
    public Expr ledgerErrors(LedgerCell cell) {
        Expr all = increaseIn(total, cell);
        Expr none = times(number(0), all);
        return cell.corrected(
                switch (bad) {
                    case BadEvents.Errors(String errors) -> or(increaseIn(errors, cell), none);
                    case BadEvents.AllButGood(String good) -> atLeastZero(minus(all, or(increaseIn(good, cell), none)));
                });
    }

    private Expr rateOf(String selector, Duration window) {
        return sumBy(identity.groupBy(), rate(selector(selector), window));
    }

    private Expr increaseIn(String selector, LedgerCell cell) {
        return sumBy(identity.groupBy(), increase(selector(selector), cell.range(), cell.delay()));
    }
}
