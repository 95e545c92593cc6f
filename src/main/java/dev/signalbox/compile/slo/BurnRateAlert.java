package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.above;
import static dev.signalbox.promql.Promql.and;
import static dev.signalbox.promql.Promql.atLeast;
import static dev.signalbox.promql.Promql.atMostOne;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.lastOver;
import static dev.signalbox.promql.Promql.leastOver;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.now;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.model.Alerting;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.Promql;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The page, or the ticket: one rule for all rows of a severity, since two rules with one name and equal labels would
 * be the same alert to Alertmanager.
 */
final class BurnRateAlert {
    /** Keeps a ticket from flapping around its threshold. */
    private static final String TICKET_KEEPS_FIRING = "15m";

    private BurnRateAlert() {}

    /**
     * The alert of a severity; nothing where it is switched off or no row of it can fire.
     *
     * @param cell how late the ledger sees what happened
     * @param keepFiring whether the server knows {@code keep_firing_for}
     */
    static Optional<Rule> of(
            Slo slo,
            Identity identity,
            AlertTexts texts,
            Severity severity,
            List<AlertRow> rows,
            LedgerCell cell,
            boolean keepFiring) {
        if (slo.alerting().route(severity).disabled()) {
            return Optional.empty();
        }
        List<AlertRow> own =
                rows.stream().filter(row -> row.severity() == severity).toList();
        Expr age = minus(now(), leastOver(identity.series(SloSeries.FIRST_EVENT), LedgerQueries.LOOK_BACK));
        return own.stream()
                .map(row -> condition(slo, identity, row, age, cell))
                .reduce(Promql::or)
                .map(expr -> {
                    Rule alert = RuleWriting.alert(
                            slo.alerting().name(), expr, texts.labels(severity), texts.burning(severity, own));
                    alert.setKeepFiringFor(keepFiring && severity == Severity.TICKET ? TICKET_KEEPS_FIRING : null);
                    return alert;
                });
    }

    /** The time before the first event counts as clean: a young SLO has not spent what an old one would have. */
    private static Expr condition(Slo slo, Identity identity, AlertRow row, Expr age, LedgerCell cell) {
        Expr grownUp = atMostOne(divided(age, number(row.longWindow().toSeconds())));
        Expr longRatio = identity.series(SloSeries.errorRatio(row.longWindow()));
        Expr shortRatio = shortRatio(slo, identity, row, MissingDataAlerts.hasFired(cell));
        Expr burning = and(
                above(times(longRatio, grownUp), row.errorRatio()),
                above(times(shortRatio, grownUp), row.errorRatio()));
        long minimum = slo.alerting().minimumEvents();
        return minimum == 0
                ? burning
                : and(burning, atLeast(LedgerQueries.events(identity, row.longWindow()), BigDecimal.valueOf(minimum)));
    }

    /**
     * A page is not over because the pods are gone and their series with them: what was last known of a short window
     * holds until the alert for missing data has taken over.
     */
    private static Expr shortRatio(Slo slo, Identity identity, AlertRow row, Duration handedOver) {
        VectorSelector ratio = identity.series(SloSeries.errorRatio(row.shortWindow()));
        boolean handsOver = row.severity() == Severity.PAGE
                && slo.alerting().missingData() != Alerting.MissingData.IGNORE
                && row.shortWindow().compareTo(handedOver) < 0;
        return handsOver ? lastOver(ratio, handedOver) : ratio;
    }
}
