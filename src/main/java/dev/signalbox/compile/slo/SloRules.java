package dev.signalbox.compile.slo;

import dev.signalbox.compile.Notice;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.BurnRate;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The three rule groups of one SLO, and what is told of them.
 *
 * @param settings what the stack asks for
 * @param rows of its burn-rate table, those that fit into its window
 */
record SloRules(Slo slo, DeclaredService service, RuleSettings settings, List<AlertRow> rows) {

    static SloRules of(Slo slo, DeclaredService service, RuleSettings settings) {
        List<AlertRow> rows = new ArrayList<>();
        for (BurnRate row : slo.alerting().burnRates()) {
            if (row.longWindow().compareTo(slo.window()) <= 0) {
                rows.add(AlertRow.of(row, slo));
            }
        }
        return new SloRules(slo, service, settings, rows);
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
        AlertTexts texts = new AlertTexts(slo, identity, service, settings);
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
                BudgetGroup.of(slo, identity, service, windows, waiting));
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

    private Identity identity() {
        return Identity.of(slo.name(), service.service(), slo.groupBy());
    }

    private List<AlertRow> ableToFire() {
        return rows.stream().filter(AlertRow::canFire).toList();
    }
}
