package dev.signalbox.compile.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.model.pipeline.Collectors;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryService.Instrumentation;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.collector.AdaptedConfiguration;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LocalPod;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * About whom an observer is believed. What it would send is sent from its pod's address. Replaced: the way to the gateway by
 * HTTP, and the service account by a kubeconfig.
 */
@ExtendWith(LocalCluster.class)
class ObservedPodsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NODE = "node-1";

    private static CollectorBinary binary;

    @TempDir
    Path directory;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @Test
    void anObserverIsBelievedAboutPodsOfItsNamespaceAndNobodyElseIs(
            LocalCluster.Namespace agents, LocalCluster.Namespace shop, LocalCluster.Namespace bank) {
        List<TelemetryService> services =
                List.of(observed(bank, "ledger"), observed(shop, "cart"), observed(shop, "checkout"));
        try (Sink gateway = Sink.start();
                LocalPod observer = LocalPod.create(agents, "observer", NODE, observing(shop));
                LocalPod impostor = LocalPod.create(bank, "impostor", NODE, observing(shop));
                LocalPod cart = LocalPod.create(shop, "cart", NODE, Map.of("app", "cart"));
                LocalPod elsewhere = LocalPod.create(shop, "elsewhere", "node-2", Map.of("app", "cart"));
                LocalPod checkout = LocalPod.create(shop, "checkout", NODE, Map.of("app", "checkout"));
                LocalPod ledger = LocalPod.create(bank, "ledger", NODE, Map.of("app", "ledger"));
                RunningCollector agent = start(gateway, agents, services)) {
            send(agent, observer, "own", of(cart));
            send(agent, observer, "renamed", of(checkout).with("service.name", "ledger"));
            send(agent, observer, "anothers", of(ledger));
            send(
                    agent,
                    observer,
                    "anothers-in-full",
                    of(ledger)
                            .with("k8s.namespace.name", shop.name())
                            .with("observed.namespace", bank.name())
                            .with("signalbox.service", bank.name() + "/ledger"));
            send(agent, observer, "of-another-node", of(elsewhere));
            send(agent, observer, "of-nobody", Origin.service("x"));
            send(agent, impostor, "impostor", of(cart));
            send(agent, ledger, "no-observer", of(cart).with("observed.pod", uid(cart)));

            gateway.await(SOON, it -> it.points().size() >= 8);
            assertThat(owner(gateway, "own")).isEqualTo(shop.name() + "/cart");
            assertThat(resource(gateway, "own"))
                    .containsEntry("k8s.pod.name", "cart")
                    .containsEntry("k8s.namespace.name", shop.name())
                    .containsEntry("service.name", "cart");
            assertThat(owner(gateway, "renamed")).isEqualTo(shop.name() + "/checkout");
            assertThat(List.of("anothers", "anothers-in-full", "of-another-node", "of-nobody", "impostor"))
                    .allSatisfy(metric ->
                            assertThat(owner(gateway, metric)).as(metric).isEqualTo("nobody's"));
            assertThat(owner(gateway, "no-observer")).isEqualTo(bank.name() + "/ledger");
            assertThat(gateway.points())
                    .allSatisfy(point -> assertThat(point.origin().resource())
                            .doesNotContainKeys("observed.pod", "observed.namespace"));
        }
    }

    private static Map<String, String> observing(LocalCluster.Namespace namespace) {
        return Map.of("signalbox.dev/role", "observer", "signalbox.dev/observes", namespace.name());
    }

    private static TelemetryService observed(LocalCluster.Namespace namespace, String name) {
        return Telemetry.instrumented(
                namespace.name(), name, "1", new Instrumentation(Instrumentation.Mode.EBPF, Set.of()));
    }

    private static Origin of(LocalPod pod) {
        return Origin.service("x").with("k8s.pod.uid", uid(pod));
    }

    private static String uid(LocalPod pod) {
        return pod.pod().getMetadata().getUid();
    }

    private static Map<String, Object> resource(Sink gateway, String metric) {
        return gateway.latest(metric).getFirst().origin().resource();
    }

    private static Object owner(Sink gateway, String metric) {
        return resource(gateway, metric).getOrDefault("signalbox.service", "nobody's");
    }

    private static void send(RunningCollector agent, LocalPod from, String metric, Origin origin) {
        Instant now = Instant.now();
        try (OtlpClient client = OtlpClient.to(agent.address(), from.address())) {
            assertThat(client.sendMetrics(List.of(
                                    MetricPoint.counter(origin, metric, Map.of(), now.minusSeconds(60), now, 1)))
                            .accepted())
                    .isTrue();
        }
    }

    /** Agents that have that namespace. */
    private static TelemetryStack stack(LocalCluster.Namespace agents) {
        TelemetryStack stack = Stacks.metricsOnly();
        Collectors collectors = stack.collectors();
        return new TelemetryStack(
                stack.namespace(),
                stack.backends(),
                new Collectors(
                        collectors.image(),
                        collectors.version(),
                        collectors.output(),
                        new Collectors.Agent(
                                agents.name(),
                                collectors.agent().resources(),
                                collectors.agent().placement()),
                        collectors.gateway()),
                stack.baselinePercent(),
                stack.scrapeInterval(),
                stack.redactions(),
                stack.retention());
    }

    private RunningCollector start(Sink gateway, LocalCluster.Namespace agents, List<TelemetryService> services) {
        LoopbackAddress address = LoopbackAddress.free();
        AdaptedConfiguration configuration = AdaptedConfiguration.of(
                AgentConfiguration.of(stack(agents), AgentDuties.of(services)).text(CollectorVersion.PINNED));
        configuration
                .replace(
                        "exporters",
                        "otlp_grpc/gateway",
                        "otlp_http/gateway",
                        "{endpoint: \"%s\", encoding: json}".formatted(gateway.url()))
                .change("processors", "k8s_attributes/sender", "auth_type: kubeConfig")
                .change("processors", "k8s_attributes/observed", "auth_type: kubeConfig");
        return RunningCollector.start(
                binary,
                new RunningCollector.Setup(
                        address,
                        List.of(configuration.write(directory.resolve("agent.yaml"))),
                        Map.of(
                                "K8S_POD_IP", address.host(),
                                "K8S_NODE_NAME", NODE,
                                "KUBECONFIG", agents.kubeconfig().toString()),
                        directory));
    }
}
