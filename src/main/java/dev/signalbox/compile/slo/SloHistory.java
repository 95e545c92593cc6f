package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.call;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.expression;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.subquery;

import dev.signalbox.model.Slo;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.Subquery;
import dev.signalbox.promql.ExprRewrite;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules that give a server the past of an SLO's series. They are for evaluation over a time that has gone, where no rule
 * sees what another recorded: what is in {@link #windows} and {@link #beginning} needs the ledger to be there.
 *
 * <p>Left out are the ratios over at most an hour, which alerts read and which are there within an hour.
 *
 * @param ledger events and bad events, from the raw series
 * @param windows long windows, the budget and the constants, from the ledger
 * @param beginning since when there is history; to be evaluated over the last hour only, because it looks at the whole
 *     window each time
 */
public record SloHistory(RuleGroup ledger, RuleGroup windows, RuleGroup beginning) {
    /** What is five minutes apart is not always seen by an instant that looks back five minutes. */
    private static final Duration STEP = Duration.ofMinutes(4);

    private static final Set<String> LEDGER = Set.of(SloSeries.LEDGER_EVENTS, SloSeries.LEDGER_ERRORS);
    private static final Set<String> CONSTANTS =
            Set.of(SloSeries.OBJECTIVE, SloSeries.ERROR_BUDGET, SloSeries.PERIOD_DAYS);

    /** @param rules the groups that the SLO was compiled to */
    public static SloHistory of(Slo slo, List<RuleGroup> rules) {
        List<Rule> recordings = rules.stream()
                .flatMap(group -> group.getRules().stream())
                .filter(rule -> rule.getRecord() != null)
                .toList();
        Rule ledger = recordings.stream()
                .filter(rule -> rule.getRecord().equals(SloSeries.LEDGER_EVENTS))
                .findFirst()
                .orElseThrow();
        Identity identity = Identity.of(slo.name(), ledger.getLabels().get("service"), slo.groupBy());
        return new SloHistory(
                RuleWriting.group(
                        identity,
                        "ledger",
                        LedgerCell.LENGTH,
                        recordings.stream()
                                .filter(rule -> LEDGER.contains(rule.getRecord()))
                                .map(rule -> fromRawSeries(rule, recordings))
                                .toList()),
                RuleWriting.group(
                        identity,
                        "windows",
                        STEP,
                        Stream.concat(
                                        recordings.stream()
                                                .filter(rule -> isOfTheLedger(rule, slo)
                                                        || CONSTANTS.contains(rule.getRecord())),
                                        period(slo, identity).stream())
                                .toList()),
                RuleWriting.group(identity, "beginning", LedgerCell.LENGTH, List.of(beginning(slo, identity))));
    }

    /** An error ratio over a window longer than an hour; the SLO's own has its rule in {@link #period}. */
    private static boolean isOfTheLedger(Rule rule, Slo slo) {
        return rule.getRecord().equals(SloSeries.ledgerRatio(slo.window()))
                || ErrorRatioWindows.of(slo).ledger().stream()
                        .map(SloSeries::errorRatio)
                        .anyMatch(rule.getRecord()::equals);
    }

    /** Of time that is good or bad, what live rules have recorded of each moment. */
    private static Rule fromRawSeries(Rule rule, List<Rule> recordings) {
        return recordings.stream()
                .filter(recording -> recording.getRecord().equals(SloSeries.SLICE))
                .map(slice -> expression(slice.getExpr().getStrVal()))
                .findFirst()
                .map(bad -> ExprRewrite.mapRanges(
                        expression(rule.getExpr().getStrVal()),
                        slices -> new Subquery(
                                bad,
                                slices.range(),
                                Optional.of(PageGroup.INTERVAL),
                                slices.selector().modifiers())))
                .map(expr -> RuleWriting.recording(rule.getRecord(), expr, rule.getLabels()))
                .orElse(rule);
    }

    /** What live rules read from one another has to be said at once here. */
    private static List<Rule> period(Slo slo, Identity identity) {
        Expr ratio = LedgerQueries.errorRatio(identity, slo.window());
        Expr burnRate = divided(ratio, number(slo.objective().errorBudget()));
        return List.of(
                recording(identity, SloSeries.errorRatio(slo.window()), ratio),
                recording(identity, SloSeries.PERIOD_BURN_RATE, burnRate),
                recording(identity, SloSeries.BUDGET_REMAINING, minus(number(1), burnRate)));
    }

    private static Rule beginning(Slo slo, Identity identity) {
        Expr cellTimes = call("timestamp", identity.series(SloSeries.LEDGER_EVENTS));
        return recording(
                identity,
                SloSeries.FIRST_EVENT,
                call("min_over_time", subquery(cellTimes, slo.window(), LedgerCell.LENGTH)));
    }

    private static Rule recording(Identity identity, String series, Expr expr) {
        return RuleWriting.recording(series, expr, identity.labels());
    }
}
