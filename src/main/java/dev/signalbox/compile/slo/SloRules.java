package dev.signalbox.compile.slo;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The three rule groups of one SLO, and what is told of them.
 *
 * @param settings what the stack asks for
 * @param dashboards where its dashboard is, if it has one
 * @param rows of its burn-rate table, those that fit into its window
 */
record SloRules(
        Slo slo, DeclaredService service, RuleSettings settings, DashboardSettings dashboards, List<AlertRow> rows) {

    static SloRules of(Slo slo, DeclaredService service, RuleSettings settings, DashboardSettings dashboards) {
        return new SloRules(slo, service, settings, dashboards, AlertRow.fitting(slo));
    }

    /**
     * The groups, in the order in which they are written.
     *
     * @param cell how the ledger reads the raw series
     * @param keepFiring whether the server knows {@code keep_firing_for}
     */
    List<RuleGroup> groups(LedgerCell cell, boolean keepFiring) {
        Identity identity = identity();
        IndicatorQueries indicator = IndicatorQueries.of(slo.indicator(), identity);
        ErrorRatioWindows windows = ErrorRatioWindows.of(slo);
        List<AlertRow> able = ableToFire();
        Optional<DashboardAddress> dashboard = DashboardAddress.ofSlo(slo.name(), service, dashboards);
        AlertTexts texts =
                new AlertTexts(slo, identity, service, settings, dashboard.flatMap(there -> there.url(dashboards)));
        List<Rule> waiting = new ArrayList<>();
        if (settings.compatibility() == RuleSettings.Compatibility.SLOTH) {
            waiting.addAll(SlothCopies.of(slo, identity, windows));
        }
        BurnRateAlert.of(slo, identity, texts, Severity.TICKET, able, cell, keepFiring)
                .ifPresent(waiting::add);
        waiting.addAll(MissingDataAlerts.of(slo, identity, texts, cell));
        return List.of(
                PageGroup.of(
                        slo,
                        identity,
                        indicator,
                        windows,
                        BurnRateAlert.of(slo, identity, texts, Severity.PAGE, able, cell, keepFiring)),
                LedgerGroup.of(slo, identity, indicator, cell),
                BudgetGroup.of(slo, identity, service, dashboard, windows, waiting));
    }

    /** The page that whoever is alerted reads first, as Markdown. */
    String runbook() {
        return new SloRunbook(slo, identity(), service, ableToFire(), settings.links()).markdown();
    }

    /** What the owner of an SLO should know of its alerts. */
    List<Notice> notices() {
        return Stream.concat(
                        SliceQueries.notice(slo.indicator()).stream(),
                        rows.stream().filter(row -> !row.canFire()).map(this::cannotFire))
                .toList();
    }

    private Notice cannotFire(AlertRow row) {
        return new Notice(
                "AlertCannotFire",
                "the %s row of %s and %s needs an error ratio above %s, which an objective of %s %% never has; it is left out"
                        .formatted(
                                row.severity().label(),
                                PrometheusDuration.print(row.longWindow()),
                                PrometheusDuration.print(row.shortWindow()),
                                row.errorRatio().toPlainString(),
                                slo.objective()));
    }

    /** Which series are those of the SLO. */
    Identity identity() {
        return Identity.of(slo.name(), service.service(), slo.groupBy());
    }

    private List<AlertRow> ableToFire() {
        return rows.stream().filter(AlertRow::canFire).toList();
    }
}
