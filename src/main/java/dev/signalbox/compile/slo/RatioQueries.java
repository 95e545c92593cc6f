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
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.VectorMatching;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * A ratio of counters. Only the absence of bad or good events is read as "none happened"; where the counters of all
 * events are absent, so is the result.
 *
 * @param part counters of the bad events, or of the good ones
 * @param partIsGood which of the two
 * @param total counters of all events
 */
record RatioQueries(VectorSelector part, boolean partIsGood, VectorSelector total, Identity identity)
        implements EventQueries {

    static RatioQueries of(BadEvents bad, String total, Identity identity) {
        return switch (bad) {
            case BadEvents.Errors(String errors) ->
                new RatioQueries(selector(errors), false, selector(total), identity);
            case BadEvents.AllButGood(String good) -> new RatioQueries(selector(good), true, selector(total), identity);
        };
    }

    @Override
    public Expr eventRate(Duration window) {
        return rateOf(total, window);
    }

    @Override
    public Expr errorRatio(Duration window, Expr events) {
        // What was recorded carries the SLO's identity; what is read from raw series only the groups.
        VectorMatching group = identity.onGroup();
        Expr share = divided(rateOf(part, window), group, above(events, BigDecimal.ZERO));
        // With traffic and no good event at all, the right side says 1; without traffic it says 0.
        return partIsGood
                ? or(atLeastZero(minus(number(1), share)), group, aboveAsBool(events, BigDecimal.ZERO))
                : or(atMostOne(share), group, times(number(0), events));
    }

    @Override
    public Expr ledgerEvents(LedgerCell cell) {
        return cell.corrected(increaseIn(total, cell));
    }

    @Override
    public Expr ledgerErrors(LedgerCell cell) {
        Expr all = increaseIn(total, cell);
        Expr counted = or(increaseIn(part, cell), times(number(0), all));
        return cell.corrected(partIsGood ? atLeastZero(minus(all, counted)) : counted);
    }

    private Expr rateOf(VectorSelector counters, Duration window) {
        return sumBy(identity.groupBy(), rate(counters, window));
    }

    private Expr increaseIn(VectorSelector counters, LedgerCell cell) {
        return sumBy(identity.groupBy(), increase(counters, cell.range(), cell.delay()));
    }
}
