package dev.signalbox.model.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * How far each may go; nothing: as far as anybody likes. On which side of it one has to stay is in {@link Rule#bound}.
 *
 * @param seriesPerService active series of a service
 * @param logRetention of logs in Loki, errors among them
 * @param archiveRetention of archived logs
 * @param traceRetention of traces
 * @param baselineSamplingPercent of traces that nothing else decides on, 0 to 100
 * @param objective in percent, more than 0 and less than 100
 * @param slosPerService how many SLOs a service has
 * @param costPerServicePerMonth in the stack's currency
 */
public record Limits(
        Optional<Integer> seriesPerService,
        Optional<Duration> logRetention,
        Optional<Duration> archiveRetention,
        Optional<Duration> traceRetention,
        Optional<BigDecimal> baselineSamplingPercent,
        Optional<BigDecimal> objective,
        Optional<Integer> slosPerService,
        Optional<BigDecimal> costPerServicePerMonth) {
    public static final Limits NONE = new Limits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
