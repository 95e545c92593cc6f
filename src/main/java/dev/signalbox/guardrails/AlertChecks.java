package dev.signalbox.guardrails;

import dev.signalbox.guardrails.Subject.Alerts;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** What a {@code PrometheusRule} or {@code VMRule} is held against. Nobody is kept from writing one: it is not ours. */
final class AlertChecks {
    static final List<Check<Alerts>> ALL = List.of(
            check(Rule.RUNBOOK, "alerts that page, and their runbooks", (_, alerts) -> alerts.withoutRunbook()),
            check(Rule.METRIC_LABELS, "labels that rules match, group by or set", AlertChecks::labels),
            check(
                    Rule.PAGING_ON_CAUSES,
                    "alerts that page, and the metrics that they read",
                    (_, alerts) -> alerts.causes()),
            check(
                    Rule.CONFINE_TO_NAMESPACE,
                    "expressions, and templates that call `query`",
                    (_, alerts) -> alerts.unconfined()));

    private AlertChecks() {}

    private static Check<Alerts> check(
            Rule rule, String looksAt, BiFunction<Policy, Alerts, List<Violation>> violations) {
        return new Check<>(rule, looksAt, Set.of(Door.RECONCILE), violations);
    }

    private static List<Violation> labels(Policy policy, Alerts alerts) {
        return policy.prohibitions().metricLabels().stream()
                .flatMap(label -> alerts.labels().getOrDefault(label, List.of()).stream()
                        .map(path ->
                                Words.forbidden(path, label, "a label that metrics must not carry", "do without it")))
                .toList();
    }
}
