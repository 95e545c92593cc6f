package dev.signalbox.coverage;

import dev.signalbox.api.v1alpha1.CoverageStatus;
import dev.signalbox.api.v1alpha1.CoverageStatus.MissingWorkload;
import dev.signalbox.api.v1alpha1.CoverageStatus.NamespaceCoverage;
import dev.signalbox.api.v1alpha1.CoverageStatus.ServiceName;
import dev.signalbox.api.v1alpha1.CoverageStatus.TeamCoverage;
import dev.signalbox.api.v1alpha1.Signal;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetrySignal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Coverage of all workloads together, as the stack's status has it. */
final class CoverageReport {
    private static final int MOST_MISSING = 100;
    private static final int MOST_NAMESPACES = 100;
    private static final int MOST_TEAMS = 50;
    private static final int MOST_SERVICES = 50;

    private CoverageReport() {}

    /** How many of some workloads are observed. */
    private record Tally(String name, int workloads, int declared, int instrumented) {
        private static final Comparator<Tally> WORST_FIRST = Comparator.<Tally>comparingInt(
                        tally -> tally.instrumented - tally.workloads)
                .thenComparing(Tally::name);

        static Tally counted(String group, List<AssessedWorkload> workloads) {
            return new Tally(
                    group,
                    workloads.size(),
                    count(workloads, AssessedWorkload::isDeclared),
                    count(workloads, AssessedWorkload::isInstrumented));
        }

        private static int count(List<AssessedWorkload> workloads, Function<AssessedWorkload, Boolean> which) {
            return (int) workloads.stream().filter(which::apply).count();
        }
    }

    /**
     * @param measured whether anybody could be asked; without, nothing is told of what was seen
     * @param withoutSlo services of tier 1, in their order
     */
    static CoverageStatus of(List<AssessedWorkload> workloads, boolean measured, List<ResourceName> withoutSlo) {
        Tally all = Tally.counted("", workloads);
        List<AssessedWorkload> missing = missing(workloads);
        return new CoverageStatus(
                all.workloads(),
                all.declared(),
                measured ? all.instrumented() : null,
                measured && all.workloads() > 0 ? percent(all) : null,
                measured
                        ? missing.stream()
                                .limit(MOST_MISSING)
                                .map(CoverageReport::missing)
                                .toList()
                        : null,
                measured ? Math.max(0, missing.size() - MOST_MISSING) : null,
                tallies(workloads, workload -> Optional.of(workload.name().namespace()), MOST_NAMESPACES).stream()
                        .map(tally -> new NamespaceCoverage(
                                tally.name(),
                                tally.workloads(),
                                tally.declared(),
                                measured ? tally.instrumented() : null))
                        .toList(),
                tallies(workloads, workload -> workload.service().flatMap(Declared::team), MOST_TEAMS).stream()
                        .map(tally -> new TeamCoverage(
                                tally.name(),
                                tally.workloads(),
                                tally.declared(),
                                measured ? tally.instrumented() : null))
                        .toList(),
                withoutSlo.stream()
                        .limit(MOST_SERVICES)
                        .map(service -> new ServiceName(service.namespace(), service.name()))
                        .toList());
    }

    /** Those that are not instrumented, in their order. */
    static List<AssessedWorkload> missing(List<AssessedWorkload> workloads) {
        return workloads.stream().filter(workload -> !workload.isInstrumented()).toList();
    }

    /** Rounded down, so that 100 is all of them. */
    private static BigDecimal percent(Tally all) {
        return canonical(BigDecimal.valueOf(100L * all.instrumented())
                .divide(BigDecimal.valueOf(all.workloads()), 1, RoundingMode.DOWN));
    }

    /** As it comes back from the API server, {@code 80} and neither {@code 80.0} nor {@code 8E+1}. */
    private static BigDecimal canonical(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static MissingWorkload missing(AssessedWorkload workload) {
        return new MissingWorkload(
                workload.name().kind(),
                workload.name().namespace(),
                workload.name().name(),
                workload.missing().stream().map(CoverageReport::signal).toList());
    }

    private static List<Tally> tallies(
            List<AssessedWorkload> workloads, Function<AssessedWorkload, Optional<String>> of, int most) {
        Map<String, List<AssessedWorkload>> groups = workloads.stream()
                .filter(workload -> of.apply(workload).isPresent())
                .collect(Collectors.groupingBy(
                        workload -> of.apply(workload).orElseThrow(), TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> Tally.counted(group.getKey(), group.getValue()))
                .sorted(Tally.WORST_FIRST)
                .limit(most)
                .toList();
    }

    private static Signal signal(TelemetrySignal signal) {
        return switch (signal) {
            case METRICS -> Signal.METRICS;
            case LOGS -> Signal.LOGS;
            case TRACES -> Signal.TRACES;
            case PROFILES -> Signal.PROFILES;
        };
    }
}
