package dev.signalbox.status;

import java.util.Set;

/** What is looked into beside rules and collectors; each aspect is looked into by itself, and may fail by itself. */
public enum Aspect {
    RETENTION(Verdict.Type.RETENTION_APPLIED, Verdict.Type.METRICS_RETENTION_APPLIED),
    CARDINALITY(Verdict.Type.WITHIN_SERIES_BUDGET),
    COVERAGE(Verdict.Type.COVERED, Verdict.Type.TELEMETRY_SEEN, Verdict.Type.SLO_MISSING),
    LOG_LABELS(Verdict.Type.LOG_LABELS_OBSERVED),
    COST(Verdict.Type.OVER_COST_BUDGET, Verdict.Type.COSTS_OBSERVED),
    DEPLOYMENTS,
    CONVENTIONS,
    METRIC_NAMES,
    ALERTS(Verdict.Type.ALERTS_OBSERVED),
    ROUTES(Verdict.Type.ALERTS_ROUTED),
    SILENCES(Verdict.Type.DEPLOYMENTS_SILENCED);

    private final Set<Verdict.Type> conditions;

    /** @param conditions that nobody else sets; {@code Ready} is everybody's */
    Aspect(Verdict.Type... conditions) {
        this.conditions = Set.of(conditions);
    }

    boolean sets(String condition) {
        return conditions.stream().anyMatch(type -> type.text().equals(condition));
    }
}
