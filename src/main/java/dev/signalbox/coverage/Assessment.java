package dev.signalbox.coverage;

import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.COVERED;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.MISSING;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.NOT_APPLICABLE;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.PARTIAL;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.UNKNOWN;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Coverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.model.pipeline.ExpectedCoverage;
import dev.signalbox.model.pipeline.TelemetrySignal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges each workload. What is not seen is missing only where it should have been: metrics wherever there are pods, because
 * a scrape needs no traffic; logs and traces where there is traffic. All else is unknown.
 */
public final class Assessment {
    private final Map<String, List<Declared>> declared;
    private final List<Objective> objectives;
    private final Optional<Sightings> sightings;
    private final ExpectedCoverage expected;

    /**
     * @param declared services that are right, in any order
     * @param sightings nothing: there is nobody to ask
     */
    public Assessment(
            List<Declared> declared,
            List<Objective> objectives,
            Optional<Sightings> sightings,
            ExpectedCoverage expected) {
        this.declared = declared.stream()
                .sorted((one, other) -> one.resource().compareTo(other.resource()))
                .collect(Collectors.groupingBy(service -> service.resource().namespace()));
        this.objectives = List.copyOf(objectives);
        this.sightings = sightings;
        this.expected = expected;
    }

    /** In the order of the inventory. */
    public List<AssessedWorkload> of(Inventory inventory) {
        return inventory.workloads().stream().map(this::of).toList();
    }

    private AssessedWorkload of(Workload workload) {
        Optional<Declared> service = declared.getOrDefault(workload.name().namespace(), List.of()).stream()
                .filter(one -> one.selects(workload))
                .findFirst();
        return new AssessedWorkload(
                workload.name(), service, workload.idle() ? idle() : coverage(workload, service), expected.required());
    }

    private static Coverage idle() {
        return new Coverage(
                NOT_APPLICABLE,
                NOT_APPLICABLE,
                NOT_APPLICABLE,
                NOT_APPLICABLE,
                NOT_APPLICABLE,
                NOT_APPLICABLE,
                NOT_APPLICABLE);
    }

    private Coverage coverage(Workload workload, Optional<Declared> service) {
        return new Coverage(
                wanted(TelemetrySignal.METRICS, service, seen -> metrics(workload, seen)),
                wanted(TelemetrySignal.LOGS, service, seen -> counted(Question.LOGS, workload, seen)),
                wanted(TelemetrySignal.TRACES, service, seen -> counted(Question.SPANS, workload, seen)),
                profiles(service),
                ofObjectives(service, Objective::indicator),
                ofObjectives(service, Objective::rules),
                service.filter(Declared::dashboards).map(_ -> UNKNOWN).orElse(NOT_APPLICABLE));
    }

    /** What nobody asks for and nobody requires can't be missing, but it can be there. */
    private Observed wanted(
            TelemetrySignal signal, Optional<Declared> service, Function<Sightings, Observed> observed) {
        Observed found = sightings.map(observed).orElse(UNKNOWN);
        boolean wanted = expected.required().contains(signal)
                || service.filter(one -> one.signals().contains(signal)).isPresent();
        return wanted || found == COVERED || found == PARTIAL ? found : NOT_APPLICABLE;
    }

    private static Observed metrics(Workload workload, Sightings seen) {
        if (seen.counted(Question.POINTS, workload)) {
            return COVERED;
        }
        return switch (seen.scraped(workload)) {
            case ALL -> COVERED;
            case SOME -> PARTIAL;
            case NONE -> MISSING;
            case NOTHING_TO_SCRAPE -> UNKNOWN;
        };
    }

    private static Observed counted(Question question, Workload workload, Sightings seen) {
        if (seen.counted(question, workload)) {
            return COVERED;
        }
        return seen.anythingCounted() && hasTraffic(workload, seen) ? MISSING : UNKNOWN;
    }

    /** A request that left a span is traffic, whatever the network says. */
    private static boolean hasTraffic(Workload workload, Sightings seen) {
        return seen.isBusy(workload) || seen.counted(Question.SPANS, workload);
    }

    /** Nobody counts samples of profiles by workload; the profiler drops those of pods that did not ask. */
    private Observed profiles(Optional<Declared> service) {
        if (service.filter(one -> one.signals().contains(TelemetrySignal.PROFILES))
                .isPresent()) {
            return UNKNOWN;
        }
        return expected.required().contains(TelemetrySignal.PROFILES) ? MISSING : NOT_APPLICABLE;
    }

    private Observed ofObjectives(Optional<Declared> service, Function<Objective, Observed> part) {
        List<Observed> parts = service.stream()
                .flatMap(one -> objectives.stream().filter(objective -> objective.isOf(one)))
                .map(part)
                .distinct()
                .toList();
        if (parts.isEmpty()) {
            return MISSING;
        }
        return parts.size() == 1 ? parts.getFirst() : parts.contains(COVERED) ? PARTIAL : UNKNOWN;
    }
}
