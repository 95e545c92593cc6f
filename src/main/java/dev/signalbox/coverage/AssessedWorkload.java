package dev.signalbox.coverage;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Coverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.model.pipeline.TelemetrySignal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one workload.
 *
 * @param name of the workload
 * @param service the first that selects its pods
 * @param coverage by dimension
 * @param required what makes it instrumented
 */
public record AssessedWorkload(
        WorkloadName name, Optional<Declared> service, Coverage coverage, Set<TelemetrySignal> required) {

    /** Every required signal was asked for. */
    boolean isDeclared() {
        return service.filter(declared -> declared.signals().containsAll(required))
                .isPresent();
    }

    boolean isInstrumented() {
        return missing().isEmpty();
    }

    /** Required signals that were not seen and do apply. */
    List<TelemetrySignal> missing() {
        return required.stream().filter(signal -> !isSeen(of(signal))).toList();
    }

    private Observed of(TelemetrySignal signal) {
        return switch (signal) {
            case METRICS -> coverage.metrics();
            case LOGS -> coverage.logs();
            case TRACES -> coverage.traces();
            case PROFILES -> coverage.profiles();
        };
    }

    private static boolean isSeen(Observed observed) {
        return observed == Observed.COVERED || observed == Observed.NOT_APPLICABLE;
    }
}
