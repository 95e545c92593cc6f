package dev.signalbox.cli;

import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.agent.AgentDuties;
import dev.signalbox.compile.pipeline.agent.AgentUnderTest;
import dev.signalbox.compile.pipeline.gateway.GatewayUnderTest;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An agent and a gateway through which a shop's telemetry goes, and which a Prometheus scrapes that was started with
 * {@link #scrapes}.
 *
 * @param others where the gateway sends what is not metrics
 */
record CollectedShop(RunningCollector agent, RunningCollector gateway, Sink others) implements AutoCloseable {
    static final String NODE = "node-1";
    private static final String TARGETS = "collectors.json";

    /**
     * What a Prometheus scrapes once the collectors are there: labels as the Prometheus operator gives them to pods.
     *
     * @param directory which the collectors are started with
     */
    static String scrapes(Path directory) {
        return "[{job_name: collectors, file_sd_configs: [{files: ['%s'], refresh_interval: 5s}]}]"
                .formatted(directory.resolve(TARGETS));
    }

    static CollectedShop start(LocalCluster.Namespace namespace, MonitoredShop shop, Path directory)
            throws IOException {
        CollectorBinary binary = CollectorBinary.required();
        SamplingPlan plan = SamplingPlan.of(ServiceClaims.of(shop.services()), List.of(), BigDecimal.TEN);
        Sink others = Sink.start();
        RunningCollector gateway = new GatewayUnderTest(
                        shop.stack(), Files.createDirectories(directory.resolve("gateway")))
                .withBackendOfMetrics()
                .start(binary, plan, others);
        RunningCollector agent = agent(namespace, shop, gateway, binary, directory);
        Files.writeString(
                directory.resolve(TARGETS),
                Stream.of(target("agent-1", agent), target("gateway-0", gateway))
                        .collect(Collectors.joining(", ", "[", "]")));
        return new CollectedShop(agent, gateway, others);
    }

    private static RunningCollector agent(
            LocalCluster.Namespace namespace,
            MonitoredShop shop,
            RunningCollector gateway,
            CollectorBinary binary,
            Path directory)
            throws IOException {
        AgentUnderTest agent = new AgentUnderTest(
                shop.stack(),
                AgentDuties.of(shop.services()),
                NODE,
                Files.createDirectories(directory.resolve("agent")));
        agent.configuration()
                .replace(
                        "exporters",
                        "otlp_grpc/gateway",
                        "otlp_http/gateway",
                        "{endpoint: \"%s\"}".formatted(gateway.address().otlp()));
        return agent.start(binary, namespace.kubeconfig());
    }

    private static String target(String pod, RunningCollector collector) {
        return "{\"targets\": [\"%s\"], \"labels\": {\"namespace\": \"observability\", \"pod\": \"%s\"}}"
                .formatted(collector.address().metrics().getAuthority(), pod);
    }

    @Override
    public void close() {
        agent.close();
        gateway.close();
        others.close();
    }
}
