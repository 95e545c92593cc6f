package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.constant;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.lastOver;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.number;

import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.Expr;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The group that people look at: long windows, the error budget, constants, and the alerts that can wait a minute. */
final class BudgetGroup {
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private BudgetGroup() {}

    /** @param dashboard of the SLO, if it has one */
    static RuleGroup of(
            Slo slo,
            Identity identity,
            DeclaredService service,
            Optional<DashboardAddress> dashboard,
            ErrorRatioWindows windows,
            List<Rule> alerts) {
        List<Rule> rules = new ArrayList<>();
        windows.ledger()
                .forEach(window -> rules.add(
                        recording(identity, SloSeries.errorRatio(window), LedgerQueries.errorRatio(identity, window))));
        rules.addAll(budget(slo, identity));
        rules.addAll(constants(slo, identity));
        rules.add(RuleWriting.recording(
                SloSeries.INFO, constant(BigDecimal.ONE), info(slo, identity, service, dashboard)));
        rules.addAll(alerts);
        return RuleWriting.group(identity, "budget", INTERVAL, rules);
    }

    private static List<Rule> budget(Slo slo, Identity identity) {
        String periodRatio = SloSeries.errorRatio(slo.window());
        return List.of(
                recording(
                        identity,
                        periodRatio,
                        lastOver(identity.series(SloSeries.ledgerRatio(slo.window())), LedgerQueries.LOOK_BACK)),
                recording(
                        identity,
                        SloSeries.PERIOD_BURN_RATE,
                        divided(
                                identity.series(periodRatio),
                                number(slo.objective().errorBudget()))),
                recording(
                        identity,
                        SloSeries.BUDGET_REMAINING,
                        minus(number(1), identity.series(SloSeries.PERIOD_BURN_RATE))));
    }

    private static List<Rule> constants(Slo slo, Identity identity) {
        return List.of(
                recording(
                        identity, SloSeries.OBJECTIVE, constant(slo.objective().ratio())),
                recording(
                        identity,
                        SloSeries.ERROR_BUDGET,
                        constant(slo.objective().errorBudget())),
                recording(identity, SloSeries.PERIOD_DAYS, constant(BigDecimal.valueOf(slo.windowDays()))));
    }

    private static Map<String, String> info(
            Slo slo, Identity identity, DeclaredService service, Optional<DashboardAddress> dashboard) {
        Map<String, String> labels = new TreeMap<>(identity.labels());
        dashboard.ifPresent(there -> labels.put("dashboard", there.uid()));
        service.team().ifPresent(team -> labels.put("team", team));
        service.tier().ifPresent(tier -> labels.put("tier", tier.toString()));
        labels.put("objective", slo.objective().toString());
        labels.put("window", slo.windowDays() + "d");
        return labels;
    }

    private static Rule recording(Identity identity, String series, Expr expr) {
        return RuleWriting.recording(series, expr, identity.labels());
    }
}
