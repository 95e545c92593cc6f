package dev.signalbox.coverage;

import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.COVERED;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.MISSING;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.NOT_APPLICABLE;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.PARTIAL;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.UNKNOWN;

import dev.signalbox.api.v1alpha1.CoverageStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Coverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.WorkloadCoverage;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.Reason;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import dev.signalbox.status.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What coverage adds to statuses.
 *
 * @param services of each that is declared
 * @param stack of all together
 */
public record CoverageFindings(Map<ResourceName, ServiceFindings> services, StackFindings stack) {
    private static final int MOST_WORKLOADS = 20;
    private static final int MOST_NAMED = 10;
    private static final String NO_SERVER = "nobody can be asked what was seen; write spec.metrics.queryUrl in the"
            + " ObservabilityStack, e.g. \"http://prometheus:9090\"";

    /** The worst first. */
    private static final List<Observed> WORST = List.of(MISSING, PARTIAL, UNKNOWN, COVERED, NOT_APPLICABLE);

    public CoverageFindings {
        services = Map.copyOf(services);
    }

    /**
     * @param workloads all that count, in their order
     * @param declared all services that are right
     * @param measured whether anybody could be asked
     */
    public static CoverageFindings of(
            List<AssessedWorkload> workloads, List<Declared> declared, List<Objective> objectives, boolean measured) {
        Map<ResourceName, List<AssessedWorkload>> byService = workloads.stream()
                .filter(workload -> workload.service().isPresent())
                .collect(Collectors.groupingBy(
                        workload -> workload.service().orElseThrow().resource()));
        Map<ResourceName, ServiceFindings> services = new HashMap<>();
        declared.forEach(service -> services.put(
                service.resource(),
                service(
                        service,
                        byService.getOrDefault(service.resource(), List.of()),
                        lacksSlo(service, objectives),
                        measured)));
        List<ResourceName> withoutSlo = declared.stream()
                .filter(service -> lacksSlo(service, objectives))
                .map(Declared::resource)
                .sorted()
                .toList();
        CoverageStatus status = CoverageReport.of(workloads, measured, withoutSlo);
        return new CoverageFindings(services, StackFindings.of(status, covered(workloads, status, measured)));
    }

    /**
     * What is told where nothing can be found out; figures stay as they were.
     *
     * @param objectives nothing: they are not known either
     */
    public static CoverageFindings unmeasured(
            List<Declared> declared, Optional<List<Objective>> objectives, Reason reason, String why) {
        Map<ResourceName, ServiceFindings> services = new HashMap<>();
        declared.forEach(service -> services.put(
                service.resource(),
                ServiceFindings.of(Stream.concat(
                                Stream.of(Verdict.unknown(Verdict.Type.TELEMETRY_SEEN, reason, why)),
                                objectives
                                        .filter(known -> lacksSlo(service, known))
                                        .map(_ -> sloMissing(service))
                                        .stream())
                        .toArray(Verdict[]::new))));
        return new CoverageFindings(services, StackFindings.of(Verdict.unknown(Verdict.Type.COVERED, reason, why)));
    }

    private static Verdict sloMissing(Declared service) {
        return Verdict.yes(
                Verdict.Type.SLO_MISSING,
                Reason.TIER_ONE_WITHOUT_SLO,
                "a service of tier 1 has no SLO; write one with serviceRef: {name: %s}"
                        .formatted(service.resource().name()));
    }

    private static boolean lacksSlo(Declared service, List<Objective> objectives) {
        return service.isTierOne() && objectives.stream().noneMatch(objective -> objective.isOf(service));
    }

    private static ServiceFindings service(
            Declared service, List<AssessedWorkload> workloads, boolean lacksSlo, boolean measured) {
        List<Verdict> verdicts = new ArrayList<>(List.of(seen(workloads, measured)));
        if (lacksSlo) {
            verdicts.add(sloMissing(service));
        }
        return ServiceFindings.of(
                new ServiceFindings.Part.Covered(
                        worst(workloads),
                        workloads.stream()
                                .limit(MOST_WORKLOADS)
                                .map(workload -> new WorkloadCoverage(
                                        workload.name().kind(), workload.name().name(), workload.coverage()))
                                .toList()),
                verdicts.toArray(Verdict[]::new));
    }

    private static Verdict seen(List<AssessedWorkload> workloads, boolean measured) {
        if (workloads.isEmpty()) {
            return Verdict.unknown(
                    Verdict.Type.TELEMETRY_SEEN,
                    Reason.NO_WORKLOADS,
                    "no workload that counts has pods with the labels of spec.selector");
        }
        if (!measured) {
            return Verdict.unknown(Verdict.Type.TELEMETRY_SEEN, Reason.NO_SERVER, NO_SERVER);
        }
        List<AssessedWorkload> missing = CoverageReport.missing(workloads);
        return missing.isEmpty()
                ? Verdict.yes(
                        Verdict.Type.TELEMETRY_SEEN, Reason.SEEN, "every required signal was seen of every workload")
                : Verdict.no(
                        Verdict.Type.TELEMETRY_SEEN,
                        Reason.NOT_SEEN,
                        "asked for and not seen: " + named(missing, false));
    }

    private static Verdict covered(List<AssessedWorkload> workloads, CoverageStatus status, boolean measured) {
        if (!measured) {
            return Verdict.unknown(Verdict.Type.COVERED, Reason.NO_SERVER, NO_SERVER);
        }
        List<AssessedWorkload> missing = CoverageReport.missing(workloads);
        return missing.isEmpty()
                ? Verdict.yes(
                        Verdict.Type.COVERED,
                        Reason.ALL_INSTRUMENTED,
                        "all %d workloads are instrumented".formatted(status.workloads()))
                : Verdict.no(
                        Verdict.Type.COVERED,
                        Reason.NOT_INSTRUMENTED,
                        "%d of %d workloads are instrumented (%s %%); not seen: %s"
                                .formatted(
                                        status.instrumented(),
                                        status.workloads(),
                                        status.percent().toPlainString(),
                                        named(missing, true)));
    }

    /** The first, each with what of it was not seen. */
    private static String named(List<AssessedWorkload> missing, boolean withNamespace) {
        String first = missing.stream()
                .limit(MOST_NAMED)
                .map(workload -> (withNamespace ? workload.name().namespace() + "/" : "")
                        + workload.name().kind() + "/" + workload.name().name()
                        + workload.missing().stream()
                                .map(signal -> signal.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ", " (", ")")))
                .collect(Collectors.joining("; "));
        return missing.size() > MOST_NAMED ? first + "; and %d more".formatted(missing.size() - MOST_NAMED) : first;
    }

    private static Coverage worst(List<AssessedWorkload> workloads) {
        return new Coverage(
                worst(workloads, Coverage::metrics),
                worst(workloads, Coverage::logs),
                worst(workloads, Coverage::traces),
                worst(workloads, Coverage::profiles),
                worst(workloads, Coverage::slo),
                worst(workloads, Coverage::alerts),
                worst(workloads, Coverage::dashboard));
    }

    private static Observed worst(List<AssessedWorkload> workloads, Function<Coverage, Observed> dimension) {
        return WORST.stream()
                .filter(observed ->
                        workloads.stream().anyMatch(workload -> dimension.apply(workload.coverage()) == observed))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
