package dev.signalbox.compile.pipeline.gateway;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.sampling.DecisionSizing;
import dev.signalbox.compile.pipeline.sampling.GatewaySampling;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.testing.collector.AdaptedConfiguration;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real gateway with the configuration that a stack and a plan are compiled to. Replaced: mutual TLS and gRPC at both ends
 * by HTTP, the directory of the queue, the wait for spans by one second, and backends by a sink.
 */
public final class GatewayUnderTest {
    /** Name of its pod. */
    static final String REPLICA = "signalbox-gateway-0";

    private final TelemetryStack stack;
    private final Path directory;
    private final LoopbackAddress address = LoopbackAddress.free();
    private boolean metricsGoWhereTheyShould;

    public GatewayUnderTest(TelemetryStack stack, Path directory) {
        this.stack = stack;
        this.directory = directory;
    }

    /** Sends metrics to the stack's backend, which has to be a real one, as compiled. */
    public GatewayUnderTest withBackendOfMetrics() {
        metricsGoWhereTheyShould = true;
        return this;
    }

    public RunningCollector start(CollectorBinary binary, SamplingPlan plan, Sink sink) {
        GatewayConfiguration configuration = compiled(plan);
        AdaptedConfiguration base = AdaptedConfiguration.of(
                        configuration.whole().base(CollectorVersion.PINNED, configuration.sampling()))
                .replace(
                        "receivers",
                        "otlp/agents",
                        "otlp/agents",
                        "protocols: {http: {endpoint: \"%s:4318\"}}".formatted(address.host()))
                .retype("exporters", "otlp_grpc/traces", "otlp_http/traces", sending(sink), "tls")
                .change("extensions", "file_storage/queue", "directory: " + directory.resolve("queue"));
        if (stack.backends().metrics().isPresent() && !metricsGoWhereTheyShould) {
            base.change("exporters", "otlp_http/metrics", sending(sink));
        }
        if (stack.backends().logs().isPresent()) {
            base.change("exporters", "otlp_http/logs", sending(sink));
        }
        return RunningCollector.start(
                binary,
                new RunningCollector.Setup(
                        address,
                        List.of(base.write(directory.resolve("base.yaml")), writeSampling(plan)),
                        Map.of("K8S_POD_IP", address.host(), "K8S_POD_NAME", REPLICA),
                        directory));
    }

    /** Puts another sampling file in place; it counts once the gateway reads it. */
    Path writeSampling(SamplingPlan plan) {
        GatewayConfiguration configuration = compiled(plan);
        return AdaptedConfiguration.of(configuration.whole().overlay(CollectorVersion.PINNED, configuration.sampling()))
                .change("processors", "tail_sampling", "decision_wait: 1s")
                .write(directory.resolve("sampling.yaml"));
    }

    private GatewayConfiguration compiled(SamplingPlan plan) {
        return GatewayConfiguration.of(
                stack, GatewaySampling.of(plan, stack.baselinePercent(), 1, DecisionSizing.UNMEASURED));
    }

    private static String sending(Sink sink) {
        return "{endpoint: \"%s\", encoding: json, retry_on_failure: {enabled: true, initial_interval: 200ms, max_interval: 1s, max_elapsed_time: 0s}}"
                .formatted(sink.url());
    }
}
