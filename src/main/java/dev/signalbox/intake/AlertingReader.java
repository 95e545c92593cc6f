package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.Alerting.AlertRoute;
import dev.signalbox.api.v1alpha1.BurnRates;
import dev.signalbox.model.Alerting;
import dev.signalbox.model.BurnRate;
import dev.signalbox.model.BurnRateTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code spec.alerting} of an {@code SLO}. */
final class AlertingReader {
    private static final Pattern ALERT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]*");
    private static final dev.signalbox.api.v1alpha1.Alerting NOTHING_SAID =
            new dev.signalbox.api.v1alpha1.Alerting(null, null, null, null, null, null, null, null);

    private AlertingReader() {}

    /** The alerting as meant; nothing when the burn rates can't be read. */
    static Optional<Alerting> read(
            dev.signalbox.api.v1alpha1.Alerting written,
            String sloName,
            int windowDays,
            List<String> groupBy,
            Findings findings) {
        dev.signalbox.api.v1alpha1.Alerting alerting =
                Optional.ofNullable(written).orElse(NOTHING_SAID);
        String name = Optional.ofNullable(alerting.name()).orElseGet(() -> inCamelCase(sloName) + "BudgetBurn");
        findings.require(
                ALERT_NAME.matcher(name).matches(),
                "spec.alerting.name",
                "must be letters, digits, '_', '.', ':' and '-' and begin with a letter, was \"" + name + "\"",
                "write e.g. \"CheckoutFailing\"");
        // Two alerts of one name and equal labels would be one to Alertmanager.
        findings.require(
                !name.equals(Alerting.MISSING_DATA_NAME),
                "spec.alerting.name",
                "must not be the name of the alert for data that is gone, was \"" + name + "\"",
                "write e.g. \"CheckoutFailing\"");
        Optional<List<BurnRate>> burnRates = burnRates(alerting.burnRates(), windowDays, findings);
        Alerting.Route page = route("spec.alerting.page", alerting.page(), "critical", groupBy, findings);
        Alerting.Route ticket = route("spec.alerting.ticket", alerting.ticket(), "warning", groupBy, findings);
        Optional<String> runbook = Optional.ofNullable(alerting.runbook());
        runbook.ifPresent(link -> Links.require("spec.alerting.runbook", link, findings));
        Optional<String> dashboard = Optional.ofNullable(alerting.dashboard());
        dashboard.ifPresent(link -> Links.require("spec.alerting.dashboard", link, findings));
        long minimumEvents = Optional.ofNullable(alerting.minimumEvents()).orElse(0);
        findings.require(
                minimumEvents >= 0,
                "spec.alerting.minimumEvents",
                "must be 1 or more, was " + minimumEvents,
                "write e.g. 100, or leave it out");
        return burnRates.map(rates -> new Alerting(
                name, rates, page, ticket, runbook, dashboard, minimumEvents, missingData(alerting.missingData())));
    }

    /** {@code checkout-availability} gives {@code CheckoutAvailability}: stable, and told apart from other SLOs' alerts. */
    private static String inCamelCase(String name) {
        StringBuilder joined = new StringBuilder(name.length());
        boolean begins = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean separates = c == '-' || c == '.';
            if (!separates) {
                joined.append(begins ? Character.toUpperCase(c) : c);
            }
            begins = separates;
        }
        return joined.isEmpty() || Character.isDigit(joined.charAt(0)) ? "SLO" + joined : joined.toString();
    }

    private static Optional<List<BurnRate>> burnRates(BurnRates burnRates, int windowDays, Findings findings) {
        return switch (burnRates) {
            case null -> Optional.of(BurnRateTable.STANDARD);
            case BurnRates.Preset preset ->
                Optional.of(
                        switch (preset) {
                            case STANDARD -> BurnRateTable.STANDARD;
                            case RELAXED -> BurnRateTable.RELAXED;
                        });
            case BurnRates.Custom custom -> BurnRateReader.read(custom.rows(), windowDays, findings);
            case BurnRates.Malformed malformed -> {
                findings.add(
                        "spec.alerting.burnRates",
                        (malformed.raw().isArray()
                                        ? "must be rows of severity, consumed or burnRate, long and short, was "
                                        : "must be Standard, Relaxed or a list of rows, was ")
                                + malformed.raw(),
                        "write e.g. Standard, or [{severity: Page, consumed: 2, long: 1h, short: 5m}]");
                yield Optional.empty();
            }
        };
    }

    private static Alerting.Route route(
            String path, AlertRoute written, String severity, List<String> groupBy, Findings findings) {
        Map<String, String> labels = new TreeMap<>(Map.of("severity", severity));
        if (written != null && written.labels() != null) {
            LabelRules.alertLabels(path + ".labels", written.labels(), groupBy, findings);
            labels.putAll(written.labels());
        }
        boolean disabled = written != null && Boolean.TRUE.equals(written.disabled());
        return new Alerting.Route(labels, disabled);
    }

    private static Alerting.MissingData missingData(dev.signalbox.api.v1alpha1.Alerting.MissingData written) {
        return written == null
                ? Alerting.MissingData.TICKET
                : switch (written) {
                    case IGNORE -> Alerting.MissingData.IGNORE;
                    case PAGE -> Alerting.MissingData.PAGE;
                    case TICKET -> Alerting.MissingData.TICKET;
                };
    }
}
