package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.and;
import static dev.signalbox.promql.Promql.lastOver;
import static dev.signalbox.promql.Promql.leastOver;
import static dev.signalbox.promql.Promql.now;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.plus;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.model.Slo;
import dev.signalbox.promql.Expr;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.time.Duration;
import java.util.List;

/**
 * The group that makes long windows right and cheap: events and bad events are kept apart, five minutes at a time, so
 * that a window is a sum over a sum. An average of ratios would weigh a quiet night like a busy noon.
 */
final class LedgerGroup {
    /** A Prometheus that was away for longer starts the history anew. */
    private static final Duration HISTORY_MEMORY = Duration.ofDays(1);

    private LedgerGroup() {}

    static RuleGroup of(Slo slo, Identity identity, IndicatorQueries indicator, LedgerCell cell) {
        return RuleWriting.group(
                identity,
                "ledger",
                LedgerCell.LENGTH,
                List.of(
                        RuleWriting.recording(SloSeries.LEDGER_EVENTS, indicator.ledgerEvents(cell), identity.labels()),
                        RuleWriting.recording(SloSeries.LEDGER_ERRORS, indicator.ledgerErrors(cell), identity.labels()),
                        RuleWriting.recording(
                                SloSeries.ledgerRatio(slo.window()),
                                LedgerQueries.errorRatio(identity, slo.window()),
                                identity.labels()),
                        RuleWriting.recording(SloSeries.FIRST_EVENT, firstEvent(slo, identity), identity.labels())));
    }

    /**
     * What it was before, for as long as the window holds a cell; else the time of the cell that was just recorded. The
     * least, not the last: a past that was given to the server later counts.
     */
    private static Expr firstEvent(Slo slo, Identity identity) {
        Expr before = and(
                leastOver(identity.series(SloSeries.FIRST_EVENT), HISTORY_MEMORY),
                lastOver(identity.series(SloSeries.ledgerRatio(slo.window())), HISTORY_MEMORY));
        Expr cell = lastOver(identity.series(SloSeries.LEDGER_EVENTS), LedgerCell.LENGTH);
        return or(before, plus(times(number(0), cell), now()));
    }
}
