package dev.signalbox.model.policy;

import dev.signalbox.model.pipeline.LabelSelection;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Guardrails over namespaces; from an {@code ObservabilityPolicy}.
 *
 * @param name of the resource
 * @param namespaces which, by their labels
 * @param enforcement how hard it is
 * @param requirements what must be there
 * @param limits how far each may go
 * @param prohibitions what must not be there
 * @param confineToNamespace whether rules read telemetry of their own namespace only
 * @param freeze what happens to deployments while a budget is exhausted; nothing: nothing
 * @param exceptions who is let off, in the order written; of two none is for the same rule in the same namespace
 */
public record Policy(
        String name,
        LabelSelection namespaces,
        Enforcement enforcement,
        Requirements requirements,
        Limits limits,
        Prohibitions prohibitions,
        boolean confineToNamespace,
        Optional<FreezeTerms> freeze,
        List<Exemption> exceptions) {
    /** The label that every namespace has, with its name. */
    public static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

    public Policy {
        exceptions = List.copyOf(exceptions);
    }

    /** Whether it is for a namespace with these labels. */
    public boolean selects(Map<String, String> labels) {
        return namespaces.selects(labels);
    }

    /** The exception for a rule in a namespace, whether it still holds or not. */
    public Optional<Exemption> exception(String namespace, Rule rule) {
        return exceptions.stream()
                .filter(exemption -> exemption.covers(namespace, rule))
                .findFirst();
    }

    /**
     * Whether what a namespace's resources read and ask is confined to it. {@link #enforcement} says nothing of that: it is what
     * queries become, not what is found of them.
     */
    public boolean confines(String namespace, Map<String, String> labels, LocalDate today) {
        return confineToNamespace
                && selects(labels)
                && exception(namespace, Rule.CONFINE_TO_NAMESPACE)
                        .filter(exemption -> exemption.holdsOn(today))
                        .isEmpty();
    }

    /** The rules that it has, in their order. */
    public Set<Rule> rules() {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (Rule rule : Rule.values()) {
            if (asks(rule)) {
                rules.add(rule);
            }
        }
        return Collections.unmodifiableSet(rules);
    }

    private boolean asks(Rule rule) {
        return switch (rule) {
            case TEAM, TIER, ENVIRONMENT, RUNBOOK, DESCRIPTION ->
                requirements.fields().stream().anyMatch(field -> field.rule() == rule);
            case SLO_FOR_TIERS -> !requirements.sloForTiers().isEmpty();
            case SIGNALS -> !requirements.signals().isEmpty();
            case SERIES_PER_SERVICE -> limits.seriesPerService().isPresent();
            case LOG_RETENTION -> limits.logRetention().isPresent();
            case ARCHIVE_RETENTION -> limits.archiveRetention().isPresent();
            case TRACE_RETENTION -> limits.traceRetention().isPresent();
            case BASELINE_SAMPLING_PERCENT -> limits.baselineSamplingPercent().isPresent();
            case OBJECTIVE -> limits.objective().isPresent();
            case SLOS_PER_SERVICE -> limits.slosPerService().isPresent();
            case COST_PER_SERVICE_PER_MONTH -> limits.costPerServicePerMonth().isPresent();
            case METRIC_LABELS -> !prohibitions.metricLabels().isEmpty();
            case LOG_LABELS -> !prohibitions.logLabels().isEmpty();
            case PAGING_ON_CAUSES -> prohibitions.pagingOnCauses();
            case CONFINE_TO_NAMESPACE -> confineToNamespace;
            case FREEZE -> freeze.isPresent();
        };
    }
}
