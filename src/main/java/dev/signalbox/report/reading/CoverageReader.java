package dev.signalbox.report.reading;

import static java.util.Comparator.comparing;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Coverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.api.v1alpha1.Signal;
import dev.signalbox.model.ResourceName;
import dev.signalbox.report.CoverageHealth;
import dev.signalbox.report.CoverageHealth.Missing;
import dev.signalbox.report.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Coverage of the cluster as the stack's status has it. Of some namespaces it is counted anew, from their services and
 * from what the stack names of them, since the stack's totals are the cluster's.
 */
final class CoverageReader {
    private static final Comparator<Missing> BY_NAME = comparing(Missing::name).thenComparing(Missing::kind);
    private static final Set<Observed> SEEN = EnumSet.of(Observed.COVERED, Observed.NOT_APPLICABLE);
    private static final List<Signal> USUAL = List.of(Signal.METRICS, Signal.LOGS, Signal.TRACES);

    private CoverageReader() {}

    static Optional<CoverageHealth> read(Resources resources) {
        Optional<ObservabilityStackStatus.CoverageStatus> status =
                resources.stack().map(ObservabilityStack::getStatus).map(ObservabilityStackStatus::coverage);
        return resources.scope().isCluster()
                ? status.filter(counted -> counted.workloads() != null).map(counted -> whole(counted, resources))
                : status.map(counted -> part(counted, resources));
    }

    private static CoverageHealth whole(ObservabilityStackStatus.CoverageStatus status, Resources resources) {
        int total = status.workloads();
        int instrumented = Optional.ofNullable(status.instrumented()).orElse(0);
        return new CoverageHealth(
                total,
                Optional.ofNullable(status.declared()).orElse(0),
                instrumented,
                Optional.ofNullable(status.percent()).orElseGet(() -> percent(instrumented, total)),
                named(status, resources),
                Optional.ofNullable(status.missingOmitted()).orElse(0));
    }

    private static CoverageHealth part(ObservabilityStackStatus.CoverageStatus status, Resources resources) {
        Map<Workload, Coverage> declared = declared(resources);
        List<Signal> required = required(resources);
        Map<Workload, Missing> missing = new TreeMap<>();
        declared.forEach((workload, coverage) -> {
            List<Signal> unseen = required.stream()
                    .filter(signal -> !SEEN.contains(observed(coverage, signal)))
                    .toList();
            if (!unseen.isEmpty()) {
                missing.put(workload, new Missing(workload.kind(), workload.name(), unseen, true));
            }
        });
        named(status, resources).forEach(named -> missing.put(new Workload(named.name(), named.kind()), named));
        Set<Workload> all = new HashSet<>(declared.keySet());
        all.addAll(missing.keySet());
        int instrumented = all.size() - missing.size();
        return new CoverageHealth(
                all.size(),
                declared.size(),
                instrumented,
                percent(instrumented, all.size()),
                List.copyOf(missing.values()),
                0);
    }

    private record Workload(ResourceName name, String kind) implements Comparable<Workload> {
        @Override
        public int compareTo(Workload other) {
            return comparing(Workload::name).thenComparing(Workload::kind).compare(this, other);
        }
    }

    /** Workloads that services have, with what is seen of them. */
    private static Map<Workload, Coverage> declared(Resources resources) {
        Map<Workload, Coverage> declared = new TreeMap<>();
        resources.services().forEach(service -> Read.list(service.getStatus(), ServiceObservabilityStatus::workloads)
                .forEach(workload -> declared.put(
                        new Workload(
                                new ResourceName(Read.name(service).namespace(), workload.name()), workload.kind()),
                        Optional.ofNullable(workload.coverage())
                                .orElse(new Coverage(null, null, null, null, null, null, null)))));
        return declared;
    }

    /** What the stack names of the scope. */
    private static List<Missing> named(ObservabilityStackStatus.CoverageStatus status, Resources resources) {
        Set<Workload> declared = declared(resources).keySet();
        return Optional.ofNullable(status.missing()).orElse(List.of()).stream()
                .filter(workload -> resources.scope().includes(workload.namespace()))
                .map(workload -> {
                    ResourceName name = new ResourceName(workload.namespace(), workload.name());
                    return new Missing(
                            workload.kind(),
                            name,
                            Optional.ofNullable(workload.signals()).orElse(List.of()),
                            declared.contains(new Workload(name, workload.kind())));
                })
                .sorted(BY_NAME)
                .toList();
    }

    private static List<Signal> required(Resources resources) {
        return resources
                .stack()
                .map(ObservabilityStack::getSpec)
                .map(ObservabilityStackSpec::coverage)
                .map(ObservabilityStackSpec.Coverage::require)
                .orElse(USUAL);
    }

    private static Observed observed(Coverage coverage, Signal signal) {
        Observed observed =
                switch (signal) {
                    case METRICS -> coverage.metrics();
                    case LOGS -> coverage.logs();
                    case TRACES -> coverage.traces();
                    case PROFILES -> coverage.profiles();
                };
        return Optional.ofNullable(observed).orElse(Observed.UNKNOWN);
    }

    private static BigDecimal percent(int instrumented, int total) {
        return total == 0
                ? BigDecimal.valueOf(100)
                : BigDecimal.valueOf(100L * instrumented).divide(BigDecimal.valueOf(total), 1, RoundingMode.DOWN);
    }
}
