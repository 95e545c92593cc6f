package dev.signalbox.testing.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * That a pod of a test is told by the address it sends from, as a real one is: what the tests of attribution stand on. The
 * second file is what a test adds to a rendered agent: outside a cluster the API server is found by a kubeconfig.
 */
@ExtendWith(LocalCluster.class)
class PeerAttributionIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String OUTSIDE_A_CLUSTER = "processors: {k8s_attributes: {auth_type: kubeConfig}}\n";

    private static CollectorBinary binary;

    @TempDir
    Path directory;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @Test
    void aPodIsToldByItsAddressAndNotByWhatItSays(LocalCluster.Namespace shop, LocalCluster.Namespace evil)
            throws IOException {
        try (Sink sink = Sink.start();
                LocalPod cart = LocalPod.create(shop, "cart", "here", Map.of("app", "cart"));
                LocalPod mallory = LocalPod.create(evil, "mallory", "here", Map.of("app", "cart"));
                LocalPod elsewhere = LocalPod.create(shop, "elsewhere", "there", Map.of("app", "cart"));
                RunningCollector agent = start(sink, shop.kubeconfig())) {
            Origin claim = Origin.service("cart")
                    .with("k8s.pod.ip", cart.address())
                    .with("k8s.pod.uid", cart.pod().getMetadata().getUid());
            send(agent, cart, "honest", Origin.service("any"));
            send(agent, mallory, "claims", claim);
            send(agent, elsewhere, "unknown", claim);
            sink.await(SOON, it -> it.spans().size() == 3);

            assertThat(namespaces(sink, "honest")).containsExactly(shop.name());
            assertThat(namespaces(sink, "claims")).containsExactly(evil.name());
            assertThat(namespaces(sink, "unknown")).containsExactly("nobody's");
        }
    }

    private static void send(RunningCollector agent, LocalPod from, String name, Origin origin) {
        try (OtlpClient client = OtlpClient.to(agent.address(), from.address())) {
            assertThat(client.sendSpans(List.of(Span.root(new Ids(1), origin, name)))
                            .accepted())
                    .isTrue();
        }
    }

    private static List<Object> namespaces(Sink sink, String span) {
        return sink.spans().stream()
                .filter(one -> one.name().equals(span))
                .map(one -> one.origin().resource().getOrDefault("k8s.namespace.name", "nobody's"))
                .toList();
    }

    private RunningCollector start(Sink sink, Path kubeconfig) throws IOException {
        Path config = Files.writeString(directory.resolve("agent.yaml"), """
                extensions: {health_check: {endpoint: '${env:POD_IP}:13133'}}
                receivers: {otlp: {protocols: {http: {endpoint: '${env:POD_IP}:4318'}}}}
                processors:
                  k8s_attributes:
                    auth_type: serviceAccount
                    filter: {node_from_env_var: NODE_NAME}
                    pod_association: [{sources: [{from: connection}]}]
                    wait_for_metadata: true
                    extract: {metadata: [k8s.namespace.name]}
                exporters: {otlp_http: {endpoint: '%s', encoding: json}}
                service:
                  extensions: [health_check]
                  telemetry: {metrics: {level: none}}
                  pipelines: {traces: {receivers: [otlp], processors: [k8s_attributes], exporters: [otlp_http]}}
                """.formatted(sink.url()));
        Path outside = Files.writeString(directory.resolve("outside.yaml"), OUTSIDE_A_CLUSTER);
        return RunningCollector.start(
                binary,
                new RunningCollector.Setup(
                        LoopbackAddress.free(),
                        List.of(config, outside),
                        Map.of("NODE_NAME", "here", "KUBECONFIG", kubeconfig.toString()),
                        directory));
    }
}
