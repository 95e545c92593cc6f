package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Coverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.LabelValues;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.guardrails.Measured;
import dev.signalbox.model.pipeline.TelemetrySignal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the status of a service says was measured of it: figures at rest, so that verdicts rest too. */
final class MeasuredService {
    private static final Map<TelemetrySignal, Function<Coverage, Observed>> SIGNALS = Map.of(
            TelemetrySignal.METRICS, Coverage::metrics,
            TelemetrySignal.LOGS, Coverage::logs,
            TelemetrySignal.TRACES, Coverage::traces,
            TelemetrySignal.PROFILES, Coverage::profiles);

    private MeasuredService() {}

    /** @param status nothing may have been written yet */
    static Measured of(ServiceObservabilityStatus status) {
        Optional<ServiceObservabilityStatus> told = Optional.ofNullable(status);
        Optional<CardinalityStatus> series = told.map(ServiceObservabilityStatus::cardinality);
        return new Measured(
                series.map(CardinalityStatus::activeSeries),
                told.map(ServiceObservabilityStatus::cost)
                        .map(CostStatus::perMonth)
                        .map(BigDecimal::new),
                told.map(ServiceObservabilityStatus::coverage)
                        .map(MeasuredService::missing)
                        .orElse(Set.of()),
                series.map(CardinalityStatus::topLabels).orElse(List.of()).stream()
                        .map(LabelValues::name)
                        .collect(Collectors.toSet()),
                told.map(ServiceObservabilityStatus::logLabels).map(Set::copyOf).orElse(Set.of()));
    }

    private static Set<TelemetrySignal> missing(Coverage coverage) {
        return SIGNALS.entrySet().stream()
                .filter(signal -> signal.getValue().apply(coverage) == Observed.MISSING)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
