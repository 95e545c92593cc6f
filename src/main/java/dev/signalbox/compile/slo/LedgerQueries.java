package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.above;
import static dev.signalbox.promql.Promql.atMostOne;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.sumOver;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.promql.Expr;
import java.math.BigDecimal;
import java.time.Duration;

/** What is read from the ledger, always over a range: its points are as far apart as an instant looks back. */
final class LedgerQueries {
    /** Long enough that a server which was away for half an hour knows at once what it knew before. */
    static final Duration LOOK_BACK = Duration.ofHours(1);

    private LedgerQueries() {}

    /**
     * Bad events over events, 0..1; 0 where nothing happened. Bounded over the window and not cell by cell: what is counted
     * by two processes may fall into two cells.
     */
    static Expr errorRatio(Identity identity, Duration window) {
        Expr events = events(identity, window);
        Expr errors = sumOver(identity.series(SloSeries.LEDGER_ERRORS), window);
        return or(atMostOne(divided(errors, above(events, BigDecimal.ZERO))), times(number(0), events));
    }

    /** All events of a window. */
    static Expr events(Identity identity, Duration window) {
        return sumOver(identity.series(SloSeries.LEDGER_EVENTS), window);
    }
}
