package dev.signalbox.guardrails;

import dev.signalbox.model.pipeline.TelemetryStack;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What the stack says where a resource says nothing: it counts as if the resource had said it.
 *
 * @param logRetention of Loki; nothing: as Loki's own configuration says, which nobody knows here
 * @param archiveRetention of the archive; nothing: for ever
 * @param baselineSamplingPercent of traces, 0 to 100
 */
public record StackTerms(
        Optional<Duration> logRetention, Optional<Duration> archiveRetention, BigDecimal baselineSamplingPercent) {

    public static StackTerms of(TelemetryStack stack) {
        return new StackTerms(
                stack.retention().logs().period(), stack.retention().archive().expireAfter(), stack.baselinePercent());
    }
}
