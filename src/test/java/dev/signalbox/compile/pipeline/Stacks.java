package dev.signalbox.compile.pipeline;

import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import dev.signalbox.model.pipeline.Collectors;
import dev.signalbox.model.pipeline.Collectors.Agent;
import dev.signalbox.model.pipeline.Collectors.Gateway;
import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.Collectors.Replicas;
import dev.signalbox.model.pipeline.Collectors.Resources;
import dev.signalbox.model.pipeline.Redaction;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.StackRetention;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stacks with no more said of them than a test needs. */
public final class Stacks {
    private Stacks() {}

    /** Only traces have a backend; one gateway. */
    public static TelemetryStack tracesOnly() {
        return with(
                new Backends(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(endpoint("tempo:4317")),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
    }

    /** Only traces have a backend; two gateways at most, of which agents choose. */
    public static TelemetryStack balanced() {
        return with(tracesOnly().backends(), List.of(), new Replicas(2, 2));
    }

    /** Only metrics have a backend; one gateway. */
    public static TelemetryStack metricsOnly() {
        return with(
                new Backends(
                        Optional.of(new Backends.Metrics.Otlp(endpoint("http://prometheus:9090/api/v1/otlp"))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
    }

    /** All signals have a backend, card numbers are masked; one gateway. */
    public static TelemetryStack allSignals() {
        Backends backends = new Backends(
                Optional.of(new Backends.Metrics.Otlp(endpoint("http://prometheus:9090/api/v1/otlp"))),
                Optional.of(endpoint("http://loki:3100")),
                Optional.of(endpoint("tempo:4317")),
                Optional.empty(),
                Optional.empty());
        return with(backends, List.of(Redaction.Preset.CREDIT_CARD));
    }

    /** A stack of these backends, one gateway. */
    public static TelemetryStack with(Backends backends, List<Redaction> redactions) {
        return with(backends, redactions, new Replicas(1, 1));
    }

    private static TelemetryStack with(Backends backends, List<Redaction> redactions, Replicas gateways) {
        Resources resources = new Resources(Map.of(), Map.of("memory", "1Gi"), 1L << 30);
        return new TelemetryStack(
                "observability",
                backends,
                new Collectors(
                        Optional.empty(),
                        Optional.empty(),
                        Collectors.Output.NATIVE,
                        new Agent("observability-agents", resources, Placement.ANYWHERE),
                        new Gateway(gateways, 10L << 30, Optional.empty(), resources, Placement.ANYWHERE)),
                BigDecimal.valueOf(5),
                Duration.ofSeconds(30),
                redactions,
                StackRetention.DEFAULT);
    }

    private static Endpoint endpoint(String address) {
        return new Endpoint(address, Optional.empty(), new Credentials.None(), Optional.empty());
    }
}
