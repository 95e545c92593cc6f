package dev.signalbox.model.pipeline;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which workloads are expected to be observed, and how far.
 *
 * @param required what makes a workload instrumented; at least one, in the order of the enum
 * @param namespaces that count, by their labels
 * @param exclusions workloads that don't count
 */
public record ExpectedCoverage(Set<TelemetrySignal> required, LabelSelection namespaces, List<Exclusion> exclusions) {
    /** What holds where a stack says nothing. */
    public static final ExpectedCoverage USUAL = of(
            List.of(TelemetrySignal.METRICS, TelemetrySignal.LOGS, TelemetrySignal.TRACES),
            LabelSelection.ALL,
            List.of());

    public ExpectedCoverage {
        if (required.isEmpty()) {
            throw new IllegalArgumentException("must require at least one signal, had none");
        }
        required = Collections.unmodifiableSet(EnumSet.copyOf(required));
        exclusions = List.copyOf(exclusions);
    }

    /** @param required in any order */
    public static ExpectedCoverage of(
            Collection<TelemetrySignal> required, LabelSelection namespaces, List<Exclusion> exclusions) {
        return new ExpectedCoverage(EnumSet.copyOf(required), namespaces, exclusions);
    }

    /** Whether a workload is left out. */
    public boolean excludes(String kind, String namespace, String name) {
        return exclusions.stream().anyMatch(exclusion -> exclusion.holds(kind, namespace, name));
    }

    /** All that is given must hold. */
    public record Exclusion(Optional<String> kind, Optional<String> namespace, Optional<String> name) {
        private boolean holds(String ofKind, String inNamespace, String named) {
            return kind.map(ofKind::equals).orElse(true)
                    && namespace.map(inNamespace::equals).orElse(true)
                    && name.map(named::equals).orElse(true);
        }
    }
}
