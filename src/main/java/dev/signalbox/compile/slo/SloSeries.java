package dev.signalbox.compile.slo;

import dev.signalbox.model.PrometheusDuration;
import java.time.Duration;

/** Names of the series that an SLO's rules record. */
public final class SloSeries {
    /** Error ratio over a window, 0..1; the window is part of the name. */
    private static final String ERROR_RATIO = "slo:sli_error:ratio_rate";

    /** Events a second over a window; the window is part of the name. */
    private static final String EVENT_RATE = "slo:sli_events:rate";

    /** Events of one ledger cell of five minutes. */
    public static final String LEDGER_EVENTS = "slo:sli_events:increase5m";

    /** Bad events of one ledger cell of five minutes. */
    public static final String LEDGER_ERRORS = "slo:sli_errors:increase5m";

    /** Unix time since when there is history, in seconds. */
    public static final String FIRST_EVENT = "slo:sli_first_event:timestamp_seconds";

    /** Of an indicator that judges time: 1 while it is bad, 0 while it is good, every 30 seconds. */
    public static final String SLICE = "slo:sli_error:slice";

    private static final String LEDGER_RATIO = "slo:sli_error:ledger_ratio";

    public static final String OBJECTIVE = "slo:objective:ratio";
    public static final String ERROR_BUDGET = "slo:error_budget:ratio";
    public static final String PERIOD_DAYS = "slo:time_period:days";
    public static final String CURRENT_BURN_RATE = "slo:current_burn_rate:ratio";
    public static final String PERIOD_BURN_RATE = "slo:period_burn_rate:ratio";

    /** 1 minus the period's burn rate; below 0 when overspent. */
    public static final String BUDGET_REMAINING = "slo:period_error_budget_remaining:ratio";

    /** 1, with what may change over an SLO's life as labels. */
    public static final String INFO = "signalbox_slo_info";

    private SloSeries() {}

    /** The series of the error ratio over a window: {@code slo:sli_error:ratio_rate1h}. */
    public static String errorRatio(Duration window) {
        return errorRatio(PrometheusDuration.print(window));
    }

    /** The same for a window that is written otherwise. */
    static String errorRatio(String window) {
        return ERROR_RATIO + window;
    }

    /** The series of events a second over a window of at most an hour: {@code slo:sli_events:rate1h}. */
    public static String eventRate(Duration window) {
        return EVENT_RATE + PrometheusDuration.print(window);
    }

    /** The SLO window's error ratio as the ledger group records it, every five minutes; not for dashboards. */
    static String ledgerRatio(Duration window) {
        return LEDGER_RATIO + PrometheusDuration.print(window);
    }
}
