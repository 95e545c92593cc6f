package dev.signalbox.compile.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.collector.AdaptedConfiguration;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.Ids;
import dev.signalbox.testing.collector.LogRecord;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import dev.signalbox.testing.collector.Span;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real agent makes of what pods send, with pods that a real API server knows by their addresses. Replaced: the way to
 * the gateway by HTTP, and the service account by a kubeconfig.
 */
@ExtendWith(LocalCluster.class)
class AgentIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String NODE = "node-1";

    private static CollectorBinary binary;

    private final Ids ids = new Ids(11);

    @TempDir
    Path directory;

    private LocalCluster.Namespace shop;
    private LocalCluster.Namespace bank;
    private PodAddress checkout;
    private PodAddress second;
    private PodAddress ledger;
    private Sink gateway;
    private RunningCollector agent;

    /** An address that stands for a pod's. */
    private record PodAddress(String host) {}

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @BeforeEach
    void start(LocalCluster.Namespace shop, LocalCluster.Namespace bank) {
        this.shop = shop;
        this.bank = bank;
        checkout = pod(shop, "checkout-1", "checkout");
        second = pod(shop, "checkout-2", "checkout");
        ledger = pod(bank, "ledger-1", "ledger");
        gateway = Sink.start();
        MetricCollection merged = new MetricCollection(
                List.of(),
                Optional.empty(),
                Set.of("user_id"),
                Optional.empty(),
                Set.of("go_gc_.*"),
                SeriesLimits.DEFAULT);
        agent = run(List.of(
                Telemetry.service(bank.name(), "ledger", "1", Optional.empty()),
                Telemetry.service(shop.name(), "checkout", "1", Optional.empty(), merged, LogCollection.DEFAULT)));
    }

    @AfterEach
    void stop() {
        agent.close();
        gateway.close();
        List.of(shop, bank)
                .forEach(namespace ->
                        namespace.client().pods().withGracePeriod(0).delete());
    }

    @Test
    void whatASenderClaimsChangesNothingForAnother() {
        Origin forged = Origin.service("checkout")
                .with("service.namespace", shop.name())
                .with("k8s.namespace.name", shop.name())
                .with("k8s.pod.ip", checkout.host())
                .with("signalbox.service", shop.name() + "/checkout")
                .with("signalbox.pod.app", "checkout")
                .withScope("lib", "signalbox.service", shop.name() + "/checkout");
        Span claim = Span.root(ids, forged, "GET /")
                .with("signalbox.service", shop.name() + "/checkout")
                .with("k8s.namespace.name", shop.name());
        Span own = Span.root(ids, Origin.service("whatever"), "GET /pay");
        Span nobodys = Span.root(ids, forged, "from outside");
        send(ledger, List.of(claim));
        send(checkout, List.of(own));
        send(new PodAddress("127.9.9.9"), List.of(nobodys));

        gateway.await(SOON, it -> it.spans().size() == 3);
        Span ofBank = named("GET /");
        assertThat(ofBank.origin().resource())
                .containsEntry("signalbox.service", bank.name() + "/ledger")
                .containsEntry("k8s.namespace.name", bank.name())
                .containsEntry("k8s.pod.name", "ledger-1")
                .containsEntry("service.name", "ledger")
                .containsEntry("service.namespace", bank.name())
                .doesNotContainKey("signalbox.pod.app");
        assertThat(ofBank.attributes()).isEmpty();
        assertThat(ofBank.origin().scopeAttributes()).isEmpty();
        assertThat(named("GET /pay").origin().resource())
                .containsEntry("signalbox.service", shop.name() + "/checkout")
                .containsEntry("service.name", "checkout");
        assertThat(named("from outside").origin().resource())
                .as("nobody's: it keeps the name that it gives itself, and no namespace")
                .containsOnlyKeys("service.name");
    }

    @Test
    void spansAreCountedBeforeAnythingIsSampled() {
        IntStream.range(0, 20).forEach(i -> {
            List<Span> spans = IntStream.range(0, 10)
                    .mapToObj(n -> {
                        Span span = Span.root(ids, Origin.service("x").with("replica", (long) i), "GET /pay");
                        return n == 0 ? span.failing("no") : n < 4 ? span : span.child(ids, span.origin(), "charge");
                    })
                    .toList();
            send(i % 2 == 0 ? checkout : second, spans);
        });

        gateway.await(
                SOON, it -> it.total("signalbox.spans.received") == 200 && it.total("signalbox.spans.errors") == 20);
        assertThat(gateway.latest("signalbox.spans.received"))
                .as("two pods of a service on a node are one series")
                .hasSize(1)
                .allSatisfy(point -> {
                    assertThat(point.number()).isEqualTo(200);
                    assertThat(point.attributes())
                            .containsExactly(Map.entry("signalbox.service", shop.name() + "/checkout"));
                    assertThat(point.origin().resource())
                            .containsEntry("service.instance.id", NODE)
                            .doesNotContainKeys("k8s.pod.name", "replica");
                });
        assertThat(gateway.total("signalbox.spans.errors")).isEqualTo(20);
        assertThat(gateway.total("signalbox.spans.roots")).isEqualTo(80);
    }

    @Test
    void aDroppedLabelLosesNothingAndADroppedMetricIsGone() {
        Instant start = Instant.now().minusSeconds(60);
        Origin app = Origin.service("app");
        List<MetricPoint> first = counters(app, start, Instant.now().minusSeconds(5), 10);
        sendMetrics(checkout, first.subList(0, 500));
        sendMetrics(checkout, first.subList(500, 1_000));
        sendMetrics(checkout, List.of(MetricPoint.counter(app, "go_gc_count", Map.of(), start, Instant.now(), 3)));
        sendMetrics(ledger, counters(app, start, Instant.now(), 1).subList(0, 2));
        gateway.await(SOON, it -> ofService(it, "checkout", "orders").equals(List.of(10_000.0)));
        assertThat(ofService(gateway, "checkout", "orders")).containsExactly(10_000.0);

        sendMetrics(checkout, counters(app, start, Instant.now(), 30));
        gateway.await(SOON, it -> ofService(it, "checkout", "orders").equals(List.of(30_000.0)));
        assertThat(ofService(gateway, "checkout", "orders"))
                .as("one series, the same sum")
                .containsExactly(30_000.0);

        Instant restarted = Instant.now();
        sendMetrics(checkout, counters(app, restarted, restarted.plusSeconds(1), 2));
        gateway.await(SOON, it -> ofService(it, "checkout", "orders").equals(List.of(32_000.0)));
        assertThat(ofService(gateway, "checkout", "orders"))
                .as("a restart of the app loses nothing")
                .containsExactly(32_000.0);

        assertThat(gateway.latest("orders").stream()
                        .filter(point -> !point.attributes().isEmpty())
                        .map(point -> point.origin().resource().get("signalbox.service")))
                .as("who asked for nothing keeps the label")
                .hasSize(2)
                .containsOnly(bank.name() + "/ledger");
        assertThat(gateway.latest("go_gc_count")).isEmpty();
    }

    @Test
    void linesOfContainersAreReadAndBelongToTheirService() throws IOException {
        String uid = shop.client()
                .pods()
                .inNamespace(shop.name())
                .withName("checkout-1")
                .get()
                .getMetadata()
                .getUid();
        Path container =
                Files.createDirectories(directory.resolve("pods/%s_checkout-1_%s/app".formatted(shop.name(), uid)));
        Files.writeString(container.resolve("0.log"), """
                2026-01-02T03:04:05.000000001Z stdout P {"level":"error","msg":"card 4111 1111 1111 1111 decl
                2026-01-02T03:04:05.000000002Z stdout F ined","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7"}
                """);

        gateway.await(SOON, it -> it.logs().size() == 1);
        LogRecord line = gateway.logs().getFirst();
        assertThat(line.origin().resource())
                .containsEntry("signalbox.service", shop.name() + "/checkout")
                .containsEntry("service.name", "checkout")
                .containsEntry("k8s.pod.name", "checkout-1");
        assertThat(line.severity()).isEqualTo(17);
        assertThat(line.trace()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        gateway.await(SOON, it -> it.total("signalbox.logs.received") == 1);
        assertThat(gateway.latest("signalbox.logs.received")).singleElement().satisfies(point -> assertThat(
                        point.attributes())
                .containsExactly(Map.entry("signalbox.service", shop.name() + "/checkout")));
        assertThat(gateway.hasSeen("4111 1111 1111 1111")).isFalse();
    }

    private List<Double> ofService(Sink sink, String service, String metric) {
        return sink.latest(metric).stream()
                .filter(point -> point.origin().resource().get("service.name").equals(service))
                .map(MetricPoint::number)
                .toList();
    }

    private static List<MetricPoint> counters(Origin app, Instant start, Instant time, double each) {
        return IntStream.range(0, 1_000)
                .mapToObj(user -> MetricPoint.counter(app, "orders", Map.of("user.id", "u" + user), start, time, each))
                .toList();
    }

    private Span named(String name) {
        return gateway.spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void send(PodAddress from, List<Span> spans) {
        try (OtlpClient client = OtlpClient.to(agent.address(), from.host())) {
            assertThat(client.sendSpans(spans).accepted()).isTrue();
        }
    }

    private void sendMetrics(PodAddress from, List<MetricPoint> points) {
        try (OtlpClient client = OtlpClient.to(agent.address(), from.host())) {
            assertThat(client.sendMetrics(points).accepted()).isTrue();
        }
    }

    private static PodAddress pod(LocalCluster.Namespace namespace, String name, String app) {
        PodAddress address = new PodAddress(LoopbackAddress.free().host());
        KubernetesClient client = namespace.client();
        client.pods()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace.name())
                        .addToLabels("app", app)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(NODE)
                        .addNewContainer()
                        .withName("app")
                        .withImage("app")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        client.pods().inNamespace(namespace.name()).withName(name).editStatus(pod -> new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(address.host())
                .addNewPodIP()
                .withIp(address.host())
                .endPodIP()
                .endStatus()
                .build());
        return address;
    }

    private RunningCollector run(List<TelemetryService> services) {
        LoopbackAddress address = LoopbackAddress.free();
        AdaptedConfiguration configuration =
                AdaptedConfiguration.of(AgentConfiguration.of(Stacks.allSignals(), AgentDuties.of(services))
                        .text(CollectorVersion.PINNED));
        configuration.replace(
                "exporters",
                "otlp_grpc/gateway",
                "otlp_http/gateway",
                "{endpoint: \"%s\", encoding: json}".formatted(gateway.url()));
        List.of("sender", "file", "target").stream()
                .filter(name -> configuration.ids("processors").contains("k8s_attributes/" + name))
                .forEach(name -> configuration.change("processors", "k8s_attributes/" + name, "auth_type: kubeConfig"));
        configuration
                .change("extensions", "file_storage/checkpoints", "directory: " + directory.resolve("checkpoints"))
                .change(
                        "receivers",
                        "file_log/containers",
                        "include: [\"%s/*/*/*.log\"]".formatted(directory.resolve("pods")));
        List<Path> files = new ArrayList<>(List.of(configuration.write(directory.resolve("agent.yaml"))));
        return RunningCollector.start(
                binary,
                new RunningCollector.Setup(
                        address,
                        files,
                        Map.of(
                                "K8S_POD_IP", address.host(),
                                "K8S_NODE_NAME", NODE,
                                "KUBECONFIG", shop.kubeconfig().toString()),
                        directory));
    }
}
