package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.testing.collector.AdaptedConfiguration;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real agent of a node, with the configuration that a stack and its services are compiled to. Replaced: the service account
 * by a kubeconfig, directories of the node, and by whoever uses it the way to the gateway.
 */
public final class AgentUnderTest {
    private final AdaptedConfiguration configuration;
    private final String node;
    private final Path directory;

    /** @param directory for itself: its log, its offsets, and {@code pods} in the place of {@code /var/log/pods} */
    public AgentUnderTest(TelemetryStack stack, AgentDuties duties, String node, Path directory) {
        this.node = node;
        this.directory = directory;
        configuration =
                AdaptedConfiguration.of(AgentConfiguration.of(stack, duties).text(CollectorVersion.PINNED));
        List.of("sender", "file", "target").stream()
                .filter(name -> configuration.ids("processors").contains("k8s_attributes/" + name))
                .forEach(name -> configuration.change("processors", "k8s_attributes/" + name, "auth_type: kubeConfig"));
        if (configuration.ids("receivers").contains("file_log/containers")) {
            configuration
                    .change("extensions", "file_storage/checkpoints", "directory: " + directory.resolve("checkpoints"))
                    .change(
                            "receivers",
                            "file_log/containers",
                            "include: [\"%s/*/*/*.log\"]".formatted(directory.resolve("pods")));
        }
    }

    /** For what else a test replaces. */
    public AdaptedConfiguration configuration() {
        return configuration;
    }

    /** Sends everything to a sink. */
    public AgentUnderTest to(Sink gateway) {
        configuration.replace(
                "exporters",
                "otlp_grpc/gateway",
                "otlp_http/gateway",
                "{endpoint: \"%s\", encoding: json}".formatted(gateway.url()));
        return this;
    }

    /** Starts it, with more files laid over its configuration. */
    public RunningCollector start(CollectorBinary binary, Path kubeconfig, Path... more) {
        LoopbackAddress address = LoopbackAddress.free();
        List<Path> files = new ArrayList<>(List.of(configuration.write(directory.resolve("agent.yaml"))));
        files.addAll(List.of(more));
        return RunningCollector.start(
                binary,
                new RunningCollector.Setup(
                        address,
                        files,
                        Map.of(
                                "K8S_POD_IP", address.host(),
                                "K8S_NODE_NAME", node,
                                "KUBECONFIG", kubeconfig.toString()),
                        directory));
    }
}
