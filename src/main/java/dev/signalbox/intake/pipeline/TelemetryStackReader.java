package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.StackLogs;
import dev.signalbox.api.v1alpha1.StackMetrics;
import dev.signalbox.intake.DurationFields;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.Reading;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Collectors;
import dev.signalbox.model.pipeline.Redaction;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.StackRetention;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what an {@code ObservabilityStack} says of where telemetry goes and how collectors run. */
public final class TelemetryStackReader {
    /** The only one that counts. */
    private static final String NAME = "default";

    private static final String DEFAULT_NAMESPACE = "observability";
    private static final BigDecimal DEFAULT_PERCENT = BigDecimal.TEN;
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

    private static final ObservabilityStackSpec NOTHING_SAID =
            new ObservabilityStackSpec(null, null, null, null, null, null, null, null, null, null, null, null);

    private TelemetryStackReader() {}

    /** The stack as meant, or all violations. */
    public static Reading<TelemetryStack> read(ObservabilityStack resource) {
        Findings findings = new Findings();
        String name = resource.getMetadata().getName();
        findings.require(
                NAME.equals(name),
                "metadata.name",
                "must be default, because a cluster has one stack in use; was \"%s\"".formatted(name),
                "write name: default");
        ObservabilityStackSpec spec = Optional.ofNullable(resource.getSpec()).orElse(NOTHING_SAID);
        String namespace = Optional.ofNullable(spec.namespace()).orElse(DEFAULT_NAMESPACE);
        ObjectNames.requireLabel("spec.namespace", namespace, DEFAULT_NAMESPACE, findings);
        Backends backends = BackendsReader.read(spec, findings);
        Collectors collectors = CollectorsReader.read(spec.collector(), namespace, findings);
        BigDecimal baselinePercent = Optional.ofNullable(spec.sampling())
                .flatMap(sampling ->
                        NumberFields.percent("spec.sampling.baselinePercent", sampling.baselinePercent(), findings))
                .orElse(DEFAULT_PERCENT);
        Duration scrapeInterval = Optional.ofNullable(spec.metrics())
                .map(StackMetrics::scrapeInterval)
                .flatMap(interval -> DurationFields.positive("spec.metrics.scrapeInterval", interval, findings))
                .orElse(DEFAULT_INTERVAL);
        List<Redaction> redactions = RedactionsReader.read(
                "spec.logs.redact",
                Optional.ofNullable(spec.logs()).map(StackLogs::redact).orElse(List.of()),
                findings);
        StackRetention retention = RetentionReader.stack(spec, findings);
        CoverageReader.read(spec.coverage(), findings); // read again by who measures it; refused here, as all the rest
        return findings.none()
                ? new Reading.Read<>(new TelemetryStack(
                        namespace, backends, collectors, baselinePercent, scrapeInterval, redactions, retention))
                : new Reading.Invalid<>(findings.all());
    }
}
