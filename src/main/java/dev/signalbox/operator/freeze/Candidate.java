package dev.signalbox.operator.freeze;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.api.v1alpha1.SloSpec.ErrorBudgetPolicy;
import dev.signalbox.api.v1alpha1.SloSpec.WhenExhausted;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.freeze.Budget;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An SLO that says {@code Freeze}.
 *
 * @param name of the resource
 * @param service that it is for; empty where nobody declared one, or not as it must be
 * @param state of its budget, as its status has it: that has hysteresis, and survives us
 * @param remaining of the worst group, in percent
 * @param measuredAt when a server last told of the indicator
 */
public record Candidate(
        ResourceName name,
        Optional<TelemetryService> service,
        Budget.State state,
        Optional<BigDecimal> remaining,
        Optional<Instant> measuredAt) {

    /** Whether an SLO says {@code Freeze}. */
    public static boolean is(SLO slo) {
        return Optional.ofNullable(slo.getSpec())
                .map(SloSpec::errorBudgetPolicy)
                .map(ErrorBudgetPolicy::whenExhausted)
                .filter(WhenExhausted.FREEZE::equals)
                .isPresent();
    }

    /**
     * @param declared the service of the SLO
     * @param status as it was last written
     */
    public static Candidate of(
            ResourceName name,
            Optional<ServiceObservability> declared,
            Optional<SloStatus> status,
            Optional<Instant> measuredAt) {
        return new Candidate(
                name,
                declared.map(TelemetryServiceReader::read).flatMap(Reading::meant),
                status.map(SloStatus::state).map(Candidate::state).orElse(Budget.State.UNKNOWN),
                status.map(SloStatus::groups).orElse(List.of()).stream()
                        .map(SloStatus.Group::errorBudgetRemaining)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder()),
                measuredAt);
    }

    private static Budget.State state(SloStatus.State state) {
        return switch (state) {
            case HEALTHY, WARNING -> Budget.State.LEFT;
            case EXHAUSTED -> Budget.State.EXHAUSTED;
            case NO_DATA -> Budget.State.UNKNOWN;
        };
    }

    /** Nothing without a service: nobody knows its workloads then. */
    Optional<Budget> budget() {
        return service.map(
                meant -> new Budget(name, meant.resource(), meant.owner().tier(), state, remaining, measuredAt));
    }
}
