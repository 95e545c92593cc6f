package dev.signalbox.interchange.openslo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.api.v1alpha1.Alerting;
import dev.signalbox.api.v1alpha1.Alerting.AlertRoute;
import dev.signalbox.api.v1alpha1.Alerting.MissingData;
import dev.signalbox.api.v1alpha1.BurnRates;
import dev.signalbox.api.v1alpha1.BurnRates.Row;
import dev.signalbox.api.v1alpha1.BurnRates.Severity;
import dev.signalbox.interchange.resource.ObjectNames;
import dev.signalbox.model.BurnRateTable;
import dev.signalbox.model.PrometheusDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Alerts of ours as policies: one for each row, since a policy has one condition.
 *
 * @param slo name of the SLO, with which the names of the policies begin
 * @param alerting may be null
 */
record AlertPolicyWriter(String slo, Alerting alerting, int windowDays) {
    /** OpenSLO wants to know who is told; that is for Alertmanager to say. */
    static final String TARGET = "alertmanager";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    ArrayNode policies() {
        ArrayNode policies = JSON.arrayNode();
        rows().stream().filter(row -> !isDisabled(told(row))).map(this::policy).forEach(policies::add);
        return policies;
    }

    private List<Row> rows() {
        return switch (alerting == null ? null : alerting.burnRates()) {
            case null -> StandardRows.of(BurnRateTable.STANDARD, windowDays);
            case BurnRates.Preset preset ->
                StandardRows.of(
                        switch (preset) {
                            case STANDARD -> BurnRateTable.STANDARD;
                            case RELAXED -> BurnRateTable.RELAXED;
                        },
                        windowDays);
            case BurnRates.Custom custom -> custom.rows();
            case BurnRates.Malformed malformed -> List.of();
        };
    }

    /** Of a row that has been read before. */
    private static Severity told(Row row) {
        return row.told().orElseThrow();
    }

    private boolean isDisabled(Severity severity) {
        return route(severity)
                .map(AlertRoute::disabled)
                .filter(Boolean.TRUE::equals)
                .isPresent();
    }

    private Optional<AlertRoute> route(Severity severity) {
        return Optional.ofNullable(alerting).map(given -> severity == Severity.PAGE ? given.page() : given.ticket());
    }

    private ObjectNode policy(Row row) {
        String name = ObjectNames.of(slo + "-" + row.severity().toLowerCase(Locale.ROOT) + "-" + row.longWindow());
        ObjectNode policy = JSON.objectNode().put("kind", "AlertPolicy");
        policy.putObject("metadata").put("name", name);
        ObjectNode spec = policy.putObject("spec")
                .put("alertWhenBreaching", true)
                .put("alertWhenNoData", isToldWithoutData(told(row)))
                .put("alertWhenResolved", false);
        spec.putArray("conditions").add(condition(name, row));
        ObjectNode target = spec.putArray("notificationTargets").addObject().put("kind", "AlertNotificationTarget");
        target.putObject("metadata").put("name", TARGET);
        target.putObject("spec").put("target", TARGET);
        return policy;
    }

    private ObjectNode condition(String name, Row row) {
        ObjectNode condition = JSON.objectNode().put("kind", "AlertCondition");
        condition.putObject("metadata").put("name", name);
        ObjectNode spec = condition.putObject("spec").put("severity", severity(told(row)));
        spec.putObject("condition")
                .put("kind", "burnrate")
                .put("threshold", factor(row))
                .put("lookbackWindow", shorthand(row.longWindow()))
                .put("alertAfter", "0m");
        return condition;
    }

    private BigDecimal factor(Row row) {
        return row.burnRate() != null
                ? row.burnRate()
                : StandardRows.factor(row.consumed(), windowDays, duration(row.longWindow()));
    }

    private String severity(Severity severity) {
        return route(severity)
                .map(AlertRoute::labels)
                .map(labels -> labels.get("severity"))
                .orElse(severity.name().toLowerCase(Locale.ROOT));
    }

    private boolean isToldWithoutData(Severity severity) {
        MissingData missing =
                alerting == null || alerting.missingData() == null ? MissingData.TICKET : alerting.missingData();
        return switch (missing) {
            case IGNORE -> false;
            case TICKET -> severity == Severity.TICKET;
            case PAGE -> severity == Severity.PAGE;
        };
    }

    /** A number of one unit, the largest that fits. */
    private static String shorthand(String text) {
        Duration duration = duration(text);
        for (Map.Entry<String, Duration> unit :
                List.of(Map.entry("d", Duration.ofDays(1)), Map.entry("h", Duration.ofHours(1)))) {
            if (duration.toMillis() % unit.getValue().toMillis() == 0) {
                return duration.dividedBy(unit.getValue()) + unit.getKey();
            }
        }
        return duration.toMinutes() + "m";
    }

    private static Duration duration(String text) {
        return PrometheusDuration.parse(text).orElse(Duration.ZERO);
    }
}
