package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.and;
import static dev.signalbox.promql.Promql.atLeast;
import static dev.signalbox.promql.Promql.countOver;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.unless;

import dev.signalbox.model.Alerting;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.VectorMatching;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells when data that was there is gone. What was never there raises nothing. */
final class MissingDataAlerts {
    static final String NAME = Alerting.MISSING_DATA_NAME;
    private static final Duration WAS_THERE = Duration.ofDays(1);
    private static final Duration IS_GONE = Duration.ofMinutes(15);

    /** From the last cell with data to the alert at the latest, by its own group and the ledger's, with a bit to spare. */
    private static final Duration AT_THE_LATEST = Duration.ofMinutes(24);

    /** One hour before the data vanished, and the time that it takes to see that. */
    private static final Duration PAGED_BEFORE = Duration.ofMinutes(81);

    private static final BigDecimal EVALUATIONS = BigDecimal.valueOf(IS_GONE.dividedBy(BudgetGroup.INTERVAL));

    private MissingDataAlerts() {}

    /** How long after the data vanished the alert has fired: the ledger sees it later by as much as samples may be late. */
    static Duration hasFired(LedgerCell cell) {
        return AT_THE_LATEST.plus(cell.delay());
    }

    static List<Rule> of(Slo slo, Identity identity, AlertTexts texts, LedgerCell cell) {
        Expr missing = missing(identity);
        Map<String, String> annotations = texts.missing();
        boolean pages = !slo.alerting().page().disabled();
        boolean tickets = !slo.alerting().ticket().disabled();
        List<Rule> rules = new ArrayList<>();
        switch (slo.alerting().missingData()) {
            case IGNORE -> {}
            case PAGE -> rules.add(rule(texts, Severity.PAGE, missing, annotations));
            case TICKET -> {
                Expr paged = paged(slo, identity, PAGED_BEFORE.plus(cell.delay()));
                if (pages) {
                    rules.add(rule(texts, Severity.PAGE, and(missing, identity.byGroup(), paged), annotations));
                }
                if (tickets) {
                    Expr quietBefore = pages ? unless(missing, identity.byGroup(), paged) : missing;
                    rules.add(rule(texts, Severity.TICKET, quietBefore, annotations));
                }
            }
        }
        return rules;
    }

    /** Only if the rules were evaluated throughout: a Prometheus that was away says nothing about the service. */
    private static Expr missing(Identity identity) {
        VectorSelector events = identity.series(SloSeries.LEDGER_EVENTS);
        Expr gone = unless(countOver(events, WAS_THERE), countOver(events, IS_GONE));
        Expr evaluated = atLeast(countOver(identity.series(SloSeries.OBJECTIVE), IS_GONE), EVALUATIONS);
        return and(gone, VectorMatching.on(), evaluated);
    }

    /** An outage in which the pods disappear must not resolve itself; once it pages, it goes on paging. */
    private static Expr paged(Slo slo, Identity identity, Duration before) {
        String page = Severity.PAGE.label();
        return or(
                countOver(identity.firing(slo.alerting().name(), page), before),
                countOver(identity.firing(NAME, page), IS_GONE));
    }

    private static Rule rule(AlertTexts texts, Severity severity, Expr expr, Map<String, String> annotations) {
        return RuleWriting.alert(NAME, expr, texts.labels(severity), annotations);
    }
}
