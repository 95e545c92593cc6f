package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.above;
import static dev.signalbox.promql.Promql.atMostOne;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.model.Indicator.Rates;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.VectorMatching;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Events by queries of the user's own. Whatever they give, only numbers from 0 on are let through.
 *
 * @param errors bad events a second
 * @param total all events a second
 * @param identity whose they are
 */
record RateQueries(UserQuery errors, UserQuery total, Identity identity) implements EventQueries {

    static RateQueries of(Rates rates, Identity identity) {
        return new RateQueries(
                UserQuery.of(rates.errors(), AggregateOp.SUM, identity.groupBy()),
                UserQuery.of(rates.total(), AggregateOp.SUM, identity.groupBy()),
                identity);
    }

    @Override
    public Expr eventRate(Duration window) {
        return UserQuery.numbers(total.over(window));
    }

    @Override
    public Expr errorRatio(Duration window, Expr events) {
        VectorMatching group = identity.onGroup();
        Expr ratio = divided(UserQuery.numbers(errors.over(window)), group, above(events, BigDecimal.ZERO));
        return or(atMostOne(ratio), group, times(number(0), events));
    }

    @Override
    public Expr ledgerEvents(LedgerCell cell) {
        return cell.ofRate(UserQuery.numbers(total.in(cell)));
    }

    @Override
    public Expr ledgerErrors(LedgerCell cell) {
        Expr none = times(number(0), UserQuery.numbers(total.in(cell)));
        return cell.ofRate(or(UserQuery.numbers(errors.in(cell)), none));
    }
}
