package dev.signalbox.compile.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.model.pipeline.TelemetryService;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * For whom a collector of a namespace may speak, and whose the kubelet's statistics are. Replaced: the way to the gateway by
 * HTTP, the service account by a kubeconfig, the receiver of kubelet statistics by one that is given them, and that of the
 * host by none.
 */
@ExtendWith(LocalCluster.class)
class WatchedServiceIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NODE = "node-1";
    private static final Map<String, String> COLLECTOR = Map.of("signalbox.dev/role", "tenant-collector");

    private static CollectorBinary binary;

    private final LoopbackAddress kubelet = LoopbackAddress.free();

    @TempDir
    Path directory;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @Test
    void aCollectorOfANamespaceSpeaksForThatNamespaceOnly(LocalCluster.Namespace shop, LocalCluster.Namespace bank) {
        List<TelemetryService> services =
                List.of(watching(bank, "ledger"), watching(shop, "cart"), watching(shop, "checkout"));
        try (Sink gateway = Sink.start();
                LocalPod collector = LocalPod.create(shop, "collector", NODE, COLLECTOR);
                LocalPod forger = LocalPod.create(bank, "forger", NODE, COLLECTOR);
                LocalPod ledger = LocalPod.create(bank, "ledger", NODE, Map.of("app", "ledger"));
                RunningCollector agent = start(gateway, shop.kubeconfig(), services)) {
            send(agent, collector, "own", saying("checkout"));
            send(agent, forger, "anothers", saying("checkout").with("k8s.namespace.name", shop.name()));
            send(agent, forger, "anothers-in-full", saying(shop.name() + "/checkout"));
            send(agent, ledger, "no-collector", saying("checkout"));

            gateway.await(SOON, it -> it.points().size() >= 4);
            assertThat(owner(gateway, "own")).isEqualTo(shop.name() + "/checkout");
            assertThat(owner(gateway, "anothers")).isEqualTo("nobody's");
            assertThat(owner(gateway, "anothers-in-full")).isEqualTo("nobody's");
            assertThat(owner(gateway, "no-collector")).isEqualTo(bank.name() + "/ledger");
            assertThat(gateway.points())
                    .allSatisfy(point -> assertThat(point.origin().resource()).doesNotContainKey("watched.service"));
        }
    }

    @Test
    void whatAKubeletSaysOfAPodIsItsServices(LocalCluster.Namespace shop) {
        try (Sink gateway = Sink.start();
                LocalPod cart = LocalPod.create(shop, "cart-1", NODE, Map.of("app", "cart"));
                LocalPod nobodys = LocalPod.create(shop, "nobodys", NODE, Map.of("app", "other"));
                RunningCollector _ = start(gateway, shop.kubeconfig(), List.of(watching(shop, "cart")))) {
            try (OtlpClient client = OtlpClient.to(kubelet)) {
                client.sendMetrics(List.of(
                        point("k8s.pod.memory.usage", ofPod(cart)),
                        point("k8s.pod.cpu.usage", ofPod(nobodys)),
                        point("system.memory.usage", new Origin(Map.of(), "", Map.of()))));
            }

            gateway.await(SOON, it -> it.points().size() >= 3);
            MetricPoint memory = gateway.latest("k8s.pod.memory.usage").getFirst();
            assertThat(memory.origin().resource())
                    .containsEntry("signalbox.service", shop.name() + "/cart")
                    .containsEntry("service.name", "cart")
                    .containsEntry("service.instance.id", NODE)
                    .doesNotContainKeys("k8s.pod.uid", "k8s.pod.name");
            assertThat(memory.attributes())
                    .containsEntry("k8s.pod.name", "cart-1")
                    .containsEntry("k8s.namespace.name", shop.name())
                    .containsEntry("k8s.node.name", NODE);
            assertThat(owner(gateway, "k8s.pod.cpu.usage")).isEqualTo("nobody's");
            assertThat(gateway.latest("system.memory.usage").getFirst().origin().resource())
                    .containsOnly(
                            Map.entry("service.name", "kubernetes"),
                            Map.entry("k8s.node.name", NODE),
                            Map.entry("service.instance.id", NODE));
        }
    }

    private static TelemetryService watching(LocalCluster.Namespace namespace, String name) {
        return Telemetry.watching(
                namespace.name(),
                name,
                List.of(),
                List.of(new HttpProbe("home", "http://" + name + "/", Duration.ofSeconds(30), 200)));
    }

    private static Origin saying(String service) {
        return Origin.service("x").with("watched.service", service);
    }

    private static Origin ofPod(LocalPod pod) {
        return new Origin(
                Map.of(
                        "k8s.pod.uid", pod.pod().getMetadata().getUid(),
                        "k8s.pod.name", pod.pod().getMetadata().getName(),
                        "k8s.namespace.name", pod.pod().getMetadata().getNamespace()),
                "",
                Map.of());
    }

    private static Object owner(Sink gateway, String metric) {
        return gateway.latest(metric).getFirst().origin().resource().getOrDefault("signalbox.service", "nobody's");
    }

    private static void send(RunningCollector agent, LocalPod from, String metric, Origin origin) {
        try (OtlpClient client = OtlpClient.to(agent.address(), from.address())) {
            assertThat(client.sendMetrics(List.of(point(metric, origin))).accepted())
                    .isTrue();
        }
    }

    private static MetricPoint point(String name, Origin origin) {
        Instant now = Instant.now();
        return MetricPoint.counter(origin, name, Map.of(), now.minusSeconds(60), now, 1);
    }

    private RunningCollector start(Sink gateway, Path kubeconfig, List<TelemetryService> services) {
        LoopbackAddress address = LoopbackAddress.free();
        AdaptedConfiguration configuration = AdaptedConfiguration.of(AgentConfiguration.of(
                        Stacks.metricsOnly(),
                        new AgentDuties(AgentDuties.of(services).byKey(), List.of(), true))
                .text(CollectorVersion.PINNED));
        configuration
                .replace(
                        "exporters",
                        "otlp_grpc/gateway",
                        "otlp_http/gateway",
                        "{endpoint: \"%s\", encoding: json}".formatted(gateway.url()))
                .replace(
                        "receivers",
                        "kubelet_stats",
                        "otlp/kubelet",
                        "{protocols: {http: {endpoint: \"%s:4318\"}}}".formatted(kubelet.host()))
                .replace("receivers", "host_metrics", "nop", "{}")
                .change("processors", "k8s_attributes/sender", "auth_type: kubeConfig")
                .change("processors", "k8s_attributes/file", "auth_type: kubeConfig");
        return RunningCollector.start(
                binary,
                new RunningCollector.Setup(
                        address,
                        List.of(configuration.write(directory.resolve("agent.yaml"))),
                        Map.of(
                                "K8S_POD_IP", address.host(),
                                "K8S_NODE_NAME", NODE,
                                "KUBECONFIG", kubeconfig.toString()),
                        directory));
    }
}
