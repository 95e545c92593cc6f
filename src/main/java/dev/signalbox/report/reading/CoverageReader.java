package dev.signalbox.report.reading;

import static java.util.Comparator.comparing;

import dev.signalbox.api.v1alpha1.CoverageStatus;
import dev.signalbox.api.v1alpha1.CoverageStatus.NamespaceCoverage;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.model.ResourceName;
import dev.signalbox.report.CoverageHealth;
import dev.signalbox.report.CoverageHealth.Missing;
import dev.signalbox.report.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Coverage as the stack's status has it; of some namespaces, the sum of theirs.
 */
final class CoverageReader {
    private static final Comparator<Missing> BY_NAME = comparing(Missing::name).thenComparing(Missing::kind);

    private CoverageReader() {}

    static Optional<CoverageHealth> read(Resources resources) {
        Optional<CoverageStatus> status =
                resources.stack().map(ObservabilityStack::getStatus).map(ObservabilityStackStatus::coverage);
        return resources.scope().isCluster()
                ? status.filter(counted -> counted.workloads() != null).map(counted -> whole(counted, resources))
                : status.flatMap(counted -> part(counted, resources));
    }

    private static CoverageHealth whole(CoverageStatus status, Resources resources) {
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

    /** Nothing is known of a namespace that the status leaves out. */
    private static Optional<CoverageHealth> part(CoverageStatus status, Resources resources) {
        List<NamespaceCoverage> counted = Read.list(status, CoverageStatus::namespaces).stream()
                .filter(namespace -> resources.scope().includes(namespace.namespace()))
                .toList();
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        int total = sum(counted, NamespaceCoverage::workloads);
        int instrumented = sum(counted, NamespaceCoverage::instrumented);
        List<Missing> missing = named(status, resources);
        return Optional.of(new CoverageHealth(
                total,
                sum(counted, NamespaceCoverage::declared),
                instrumented,
                percent(instrumented, total),
                missing,
                Math.max(0, total - instrumented - missing.size())));
    }

    private static int sum(List<NamespaceCoverage> counted, Function<NamespaceCoverage, Integer> figure) {
        return counted.stream()
                .flatMap(namespace -> Optional.ofNullable(figure.apply(namespace)).stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    private record Workload(ResourceName name, String kind) {}

    /** Workloads that services have. */
    private static Set<Workload> declared(Resources resources) {
        return resources.services().stream()
                .flatMap(service -> Read.list(service.getStatus(), ServiceObservabilityStatus::workloads).stream()
                        .map(workload -> new Workload(
                                new ResourceName(Read.name(service).namespace(), workload.name()), workload.kind())))
                .collect(Collectors.toSet());
    }

    /** What the stack names of the scope. */
    private static List<Missing> named(CoverageStatus status, Resources resources) {
        Set<Workload> declared = declared(resources);
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

    private static BigDecimal percent(int instrumented, int total) {
        return total == 0
                ? BigDecimal.valueOf(100)
                : BigDecimal.valueOf(100L * instrumented).divide(BigDecimal.valueOf(total), 1, RoundingMode.DOWN);
    }
}
