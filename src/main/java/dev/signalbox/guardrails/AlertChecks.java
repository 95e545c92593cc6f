package dev.signalbox.guardrails;

import dev.signalbox.guardrails.Subject.Alerts;
import dev.signalbox.model.policy.Rule;
import java.util.List;
import java.util.Set;

/** What a {@code PrometheusRule} is held against. Nobody is kept from writing one: it is not ours. */
final class AlertChecks {
    static final List<Check<Alerts>> ALL = List.of(new Check<>(
            Rule.PAGING_ON_CAUSES,
            "alerts that page, and the metrics that they read",
            Set.of(Door.RECONCILE),
            (_, alerts) -> alerts.causes()));

    private AlertChecks() {}
}
