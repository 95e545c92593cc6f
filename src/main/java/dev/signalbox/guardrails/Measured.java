package dev.signalbox.guardrails;

import dev.signalbox.model.pipeline.TelemetrySignal;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was measured of a service. What nobody measured breaks no rule.
 *
 * @param activeSeries of the service
 * @param costPerMonth in the stack's currency
 * @param missing signals that it should send, and doesn't; sorted
 * @param metricLabels labels that its metrics are known to carry; sorted
 * @param logLabels labels that its streams of logs are known to carry; sorted
 */
public record Measured(
        Optional<Long> activeSeries,
        Optional<BigDecimal> costPerMonth,
        Set<TelemetrySignal> missing,
        Set<String> metricLabels,
        Set<String> logLabels) {
    public static final Measured NOTHING =
            new Measured(Optional.empty(), Optional.empty(), Set.of(), Set.of(), Set.of());

    public Measured {
        missing = Collections.unmodifiableSet(new TreeSet<>(missing));
        metricLabels = Collections.unmodifiableSet(new TreeSet<>(metricLabels));
        logLabels = Collections.unmodifiableSet(new TreeSet<>(logLabels));
    }
}
