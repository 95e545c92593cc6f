package dev.signalbox.compile.slo;

import dev.signalbox.promql.Expr;
import java.time.Duration;

/** An indicator as queries. Each gives one series a group, and none where there is no data; never NaN. */
interface IndicatorQueries {

    /** Events a second over a window up to now. */
    Expr eventRate(Duration window);

    /**
     * The error ratio over a window up to now, 0..1; 0 where nothing happened.
     *
     * @param events what was recorded of {@link #eventRate} of the same window: the raw series of all events, the most by
     *     far, are read once
     */
    Expr errorRatio(Duration window, Expr events);

    /**
     * Events of one ledger cell, each increment counted once.
     *
     * @param cell where the cell lies and how it is corrected
     */
    Expr ledgerEvents(LedgerCell cell);

    /** Bad events of one ledger cell; 0 where nothing bad happened. */
    Expr ledgerErrors(LedgerCell cell);
}
