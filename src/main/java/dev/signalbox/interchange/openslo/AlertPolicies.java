package dev.signalbox.interchange.openslo;

import dev.signalbox.api.v1alpha1.Alerting;
import dev.signalbox.api.v1alpha1.Alerting.AlertRoute;
import dev.signalbox.api.v1alpha1.Alerting.MissingData;
import dev.signalbox.api.v1alpha1.BurnRates;
import dev.signalbox.api.v1alpha1.BurnRates.Row;
import dev.signalbox.api.v1alpha1.BurnRates.Severity;
import dev.signalbox.interchange.resource.Alerts;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Remarks;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code alertPolicies} of an SLO: their conditions are rows of burn rates. */
final class AlertPolicies {
    private static final int MOST_ROWS = 10;

    private final Library library;
    private final Remarks remarks;
    private final int windowDays;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Severity, Set<String>> severities = new TreeMap<>();
    private final Set<Severity> whenNoData = EnumSet.noneOf(Severity.class);
    private boolean unknown;

    private AlertPolicies(Library library, Remarks remarks, int windowDays) {
        this.library = library;
        this.remarks = remarks;
        this.windowDays = windowDays;
    }

    /** The alerts of an SLO; null for the standard ones. */
    static Alerting read(Field policies, Library library, Remarks remarks, int windowDays) {
        AlertPolicies reader = new AlertPolicies(library, remarks, windowDays);
        if (policies.isEmpty() || !policies.isGiven()) {
            policies.skip();
            policies.note("names no policy: there are no alerts; remove spec.alerting to have the standard ones");
            return Alerts.NONE;
        }
        policies.items().forEach(reader::policy);
        return reader.alerting(policies);
    }

    private void policy(Field written) {
        Field reference = written.isScalar() ? written : written.at("alertPolicyRef");
        Optional<Field> policy =
                reference.isGiven() ? library.find("AlertPolicy", reference, remarks) : Optional.of(written);
        if (policy.isEmpty()) {
            unknown = true;
            reference.note("is not among the files: the standard burn rates are taken");
            return;
        }
        List.of("apiVersion", "kind", "metadata")
                .forEach(known -> policy.get().at(known).skip());
        Field spec = policy.get().at("spec");
        spec.at("description").skip();
        if (spec.at("alertWhenResolved").isTrue()) {
            spec.at("alertWhenResolved")
                    .note("has no counterpart: who hears of the end is said by Alertmanager's receivers");
        }
        for (Field target : spec.at("notificationTargets").items()) {
            if (!target.at("spec")
                    .at("target")
                    .text()
                    .filter(AlertPolicyWriter.TARGET::equals)
                    .isPresent()) {
                target.note("has no counterpart: who is told is said by Alertmanager's routes");
            }
            target.skip();
        }
        boolean breaching = !spec.at("alertWhenBreaching").isFalse();
        boolean noData = spec.at("alertWhenNoData").isTrue();
        for (Field condition : spec.at("conditions").items()) {
            condition(condition).ifPresent(row -> {
                if (breaching) {
                    rows.add(row);
                }
                if (noData) {
                    row.told().ifPresent(whenNoData::add);
                }
            });
        }
    }

    private Optional<Row> condition(Field written) {
        Field reference = written.isScalar() ? written : written.at("conditionRef");
        Optional<Field> condition =
                reference.isGiven() ? library.find("AlertCondition", reference, remarks) : Optional.of(written);
        if (condition.isEmpty()) {
            unknown = true;
            reference.note("is not among the files: the standard burn rates are taken");
            return Optional.empty();
        }
        List.of("apiVersion", "kind", "metadata")
                .forEach(known -> condition.get().at(known).skip());
        Field spec = condition.get().at("spec");
        spec.at("description").skip();
        String severity = spec.at("severity").text().orElse("");
        Optional<Row> row = AlertCondition.read(spec.at("condition"), AlertCondition.severity(severity), windowDays);
        row.flatMap(Row::told).ifPresent(told -> severities
                .computeIfAbsent(told, ignored -> new TreeSet<>())
                .add(severity));
        return row;
    }

    private Alerting alerting(Field policies) {
        if (unknown && rows.isEmpty()) {
            return null;
        }
        if (rows.isEmpty() && whenNoData.isEmpty()) {
            policies.note("have no burn rate that can be read: the standard ones are taken");
            return null;
        }
        policies.items().stream()
                .skip(MOST_ROWS)
                .forEach(policy -> policy.note("is left out: there are at most " + MOST_ROWS + " burn rates"));
        List<Row> kept = rows.stream().distinct().limit(MOST_ROWS).toList();
        BurnRates burnRates = StandardRows.named(kept, windowDays).orElseGet(() -> new BurnRates.Custom(kept));
        MissingData missing = whenNoData.contains(Severity.PAGE)
                ? MissingData.PAGE
                : whenNoData.isEmpty() ? MissingData.IGNORE : MissingData.TICKET;
        AlertRoute page = route(kept, Severity.PAGE);
        AlertRoute ticket = route(kept, Severity.TICKET);
        return Alerts.orNull(new Alerting(
                null,
                burnRates == BurnRates.Preset.STANDARD || kept.isEmpty() ? null : burnRates,
                page,
                ticket,
                null,
                null,
                null,
                missing == MissingData.TICKET ? null : missing));
    }

    /** A severity of the user's own stays on the alert, for routing. */
    private AlertRoute route(List<Row> kept, Severity severity) {
        if (kept.stream().noneMatch(row -> severity.word().equals(row.severity()))) {
            return new AlertRoute(null, true);
        }
        List<String> words = List.copyOf(severities.getOrDefault(severity, Set.of()));
        boolean own = words.size() == 1 && !AlertCondition.isOurs(words.getFirst());
        return own ? new AlertRoute(Map.of("severity", words.getFirst()), null) : null;
    }
}
