package dev.signalbox.model.pipeline;

import dev.signalbox.model.retention.StackRetention;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * Where telemetry goes and how the collectors run; from the {@code ObservabilityStack} in use.
 *
 * @param namespace of the gateways, and of the Secrets that hold credentials
 * @param backends who takes telemetry
 * @param collectors how they run
 * @param baselinePercent of traces, where no policy says otherwise; 0 to 100
 * @param scrapeInterval of services that don't say their own
 * @param redactions what is masked in all telemetry
 * @param retention how long servers keep telemetry
 */
public record TelemetryStack(
        String namespace,
        Backends backends,
        Collectors collectors,
        BigDecimal baselinePercent,
        Duration scrapeInterval,
        List<Redaction> redactions,
        StackRetention retention) {
    public TelemetryStack {
        redactions = List.copyOf(redactions);
    }
}
