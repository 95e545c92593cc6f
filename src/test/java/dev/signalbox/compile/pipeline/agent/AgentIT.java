package dev.signalbox.compile.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.ServiceBuilder;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.Ids;
import dev.signalbox.testing.collector.LocalPod;
import dev.signalbox.testing.collector.LogRecord;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import dev.signalbox.testing.collector.Span;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NODE = "node-1";

    private static CollectorBinary binary;

    private final Ids ids = new Ids(11);

    @TempDir
    Path directory;

    private LocalCluster.Namespace shop;
    private LocalCluster.Namespace bank;
    private LocalPod checkout;
    private LocalPod second;
    private LocalPod ledger;
    private Sink gateway;
    private RunningCollector agent;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @BeforeEach
    void start(LocalCluster.Namespace shop, LocalCluster.Namespace bank) {
        this.shop = shop;
        this.bank = bank;
        checkout = LocalPod.create(shop, "checkout-1", NODE, Map.of("app", "checkout"));
        second = LocalPod.create(shop, "checkout-2", NODE, Map.of("app", "checkout"));
        ledger = LocalPod.create(bank, "ledger-1", NODE, Map.of("app", "ledger"));
        gateway = Sink.start();
        List<TelemetryService> services = List.of(
                ServiceBuilder.service(bank.name(), "ledger").build(),
                ServiceBuilder.service(shop.name(), "checkout").build());
        agent = new AgentUnderTest(Stacks.allSignals(), AgentDuties.of(services), NODE, directory)
                .to(gateway)
                .start(binary, shop.kubeconfig());
    }

    @AfterEach
    void stop() {
        agent.close();
        gateway.close();
        List.of(checkout, second, ledger).forEach(LocalPod::close);
    }

    @Test
    void whatASenderClaimsChangesNothingForAnother() {
        Origin forged = Origin.service("checkout")
                .with("service.namespace", shop.name())
                .with("k8s.namespace.name", shop.name())
                .with("k8s.pod.ip", checkout.address())
                .with("signalbox.service", shop.name() + "/checkout")
                .with("signalbox.pod.app", "checkout")
                .withScope("lib", "signalbox.service", shop.name() + "/checkout")
                .withScope("lib", "k8s.pod.ip", checkout.address())
                .withScope("lib", "service.name", "checkout");
        Span claim = Span.root(ids, forged, "GET /")
                .with("signalbox.service", shop.name() + "/checkout")
                .with("k8s.namespace.name", shop.name())
                .with("k8s.pod.ip", checkout.address())
                .with("service.name", "checkout");
        Span own = Span.root(ids, Origin.service("whatever"), "GET /pay");
        Span nobodys = Span.root(ids, forged, "from outside");
        send(ledger, List.of(claim));
        send(checkout, List.of(own));
        send("127.9.9.9", List.of(nobodys));

        gateway.await(SOON, it -> it.spans().size() == 3);
        Span ofBank = named("GET /");
        assertThat(ofBank.origin().resource())
                .containsEntry("signalbox.service", bank.name() + "/ledger")
                .containsEntry("k8s.namespace.name", bank.name())
                .containsEntry("k8s.pod.name", "ledger-1")
                .containsEntry("service.name", "ledger")
                .containsEntry("service.namespace", bank.name())
                .doesNotContainKey("signalbox.pod.app");
        assertThat(ofBank.attributes())
                .as("a name that counts for nothing here")
                .containsOnlyKeys("service.name");
        assertThat(ofBank.origin().scopeAttributes()).containsOnlyKeys("service.name");
        assertThat(named("GET /pay").origin().resource())
                .containsEntry("signalbox.service", shop.name() + "/checkout")
                .containsEntry("service.name", "checkout");
        assertThat(named("from outside").origin().resource())
                .as("nobody's: it keeps the name that it gives itself, and no namespace")
                .containsOnlyKeys("service.name");
    }

    @Test
    void whatASenderClaimsOfRecordsAndPointsChangesNothingForAnother() {
        Origin forged = Origin.service("checkout")
                .with("k8s.pod.ip", checkout.address())
                .with("k8s.namespace.name", shop.name())
                .with("signalbox.service", shop.name() + "/checkout")
                .withScope("lib", "signalbox.service", shop.name() + "/checkout");
        Map<String, Object> claims =
                Map.of("signalbox.service", shop.name() + "/checkout", "k8s.namespace.name", shop.name());
        LogRecord line = LogRecord.info(forged, "paid");
        for (Map.Entry<String, Object> claim : claims.entrySet()) {
            line = line.with(claim.getKey(), claim.getValue());
        }
        Instant now = Instant.now();
        try (OtlpClient client = OtlpClient.to(agent.address(), ledger.address())) {
            assertThat(client.sendLogs(List.of(line)).accepted()).isTrue();
            assertThat(client.sendMetrics(List.of(
                                    MetricPoint.counter(forged, "orders", claims, now.minusSeconds(60), now, 1)))
                            .accepted())
                    .isTrue();
        }

        gateway.await(SOON, it -> it.logs().size() == 1 && !it.latest("orders").isEmpty());
        MetricPoint orders = gateway.latest("orders").getFirst();
        for (Origin origin : List.of(gateway.logs().getFirst().origin(), orders.origin())) {
            assertThat(origin.resource())
                    .containsEntry("signalbox.service", bank.name() + "/ledger")
                    .containsEntry("k8s.namespace.name", bank.name())
                    .containsEntry("service.name", "ledger");
            assertThat(origin.scopeAttributes()).isEmpty();
        }
        assertThat(orders.attributes())
                .containsOnly(
                        Map.entry("namespace", bank.name()), Map.entry("signalbox_service", bank.name() + "/ledger"));
        assertThat(gateway.logs().getFirst().attributes())
                .doesNotContainKeys("k8s.namespace.name", "signalbox.service");
    }

    @Test
    void pointsSayWhoseTheyAreWhateverTheyClaim() {
        LocalPod other = LocalPod.create(bank, "other-1", NODE, Map.of("app", "other"));
        String key = shop.name() + "/checkout";
        Map<String, Object> claims = new HashMap<>(Map.of(
                "job", key,
                "instance", "node-1",
                "exported_job", key,
                "exported.namespace", shop.name(),
                "namespace", shop.name(),
                "signalbox_service", key,
                "signalbox/service", key,
                "signalbox__service", key));
        claims.put("path", "/pay");
        Origin nameless = new Origin(Map.of("signalbox_service", key, "signalbox/service", key), "", Map.of());
        try (other) {
            // A pod is known to the agent a moment after it is known to the API server.
            assertThat(Deadline.in(SOON).until(() -> {
                        sendPoint(other.address(), nameless, "of.no_service", claims);
                        return gateway.latest("of.no_service").stream()
                                .anyMatch(point -> point.attributes().containsKey("namespace"));
                    }))
                    .isTrue();
            sendPoint(ledger.address(), nameless, "of.ledger", claims);
            sendPoint(checkout.address(), nameless, "of.checkout", Map.of("path", "/pay"));
            sendPoint("127.9.9.9", Origin.service(key), "of.nobody", claims);
            sendPoint(checkout.address(), nameless, "signalbox.spans.received", claims);
            sendPoint(checkout.address(), nameless, "_Signalbox.spans.received", claims);
            sendPoint(checkout.address(), nameless, "_signalbox..workload_points", claims);
            sendPoint(checkout.address(), nameless, "last", Map.of());
            gateway.await(SOON, it -> !it.latest("last").isEmpty());
        }

        assertThat(labels("of.checkout"))
                .isEqualTo(Map.of("path", "/pay", "namespace", shop.name(), "signalbox_service", key));
        assertThat(labels("of.ledger"))
                .isEqualTo(
                        Map.of("path", "/pay", "namespace", bank.name(), "signalbox_service", bank.name() + "/ledger"));
        assertThat(labels("of.no_service"))
                .as("a pod of no service has its namespace, and no more")
                .isEqualTo(Map.of("path", "/pay", "namespace", bank.name()));
        assertThat(labels("of.nobody")).isEqualTo(Map.of("path", "/pay"));
        assertThat(gateway.latest("of.nobody").getFirst().origin().resource())
                .as("a name that servers would make another's job of")
                .isEqualTo(Map.of("service.name", key.replace('/', '_')));
        assertThat(gateway.latest("of.ledger").getFirst().origin().resource())
                .doesNotContainKeys("signalbox_service", "signalbox/service");
        assertThat(gateway.latest("signalbox.spans.received"))
                .as("what only agents count")
                .isEmpty();
        assertThat(gateway.latest("_signalbox..workload_points")).isEmpty();
        assertThat(gateway.latest("_Signalbox.spans.received")).hasSize(1);
    }

    @Test
    void metricsOfSpansSayWhoseTheyAre() {
        send(checkout, List.of(Span.root(ids, Origin.service("x"), "GET /pay")));

        gateway.await(SOON, it -> !it.latest("traces.span.metrics.calls").isEmpty());
        assertThat(gateway.latest("traces.span.metrics.calls")).singleElement().satisfies(point -> assertThat(
                        point.attributes())
                .containsEntry("namespace", shop.name())
                .containsEntry("signalbox_service", shop.name() + "/checkout")
                .doesNotContainKey("signalbox.service"));
    }

    private Map<String, Object> labels(String metric) {
        return gateway.latest(metric).getLast().attributes();
    }

    private void sendPoint(String from, Origin origin, String metric, Map<String, Object> attributes) {
        Instant now = Instant.now();
        try (OtlpClient client = OtlpClient.to(agent.address(), from)) {
            assertThat(client.sendMetrics(List.of(
                                    MetricPoint.counter(origin, metric, attributes, now.minusSeconds(60), now, 1)))
                            .accepted())
                    .isTrue();
        }
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
                            .containsOnly(
                                    Map.entry("namespace", shop.name()),
                                    Map.entry("signalbox_service", shop.name() + "/checkout"));
                    assertThat(point.origin().resource())
                            .containsEntry("service.instance.id", NODE)
                            .doesNotContainKeys("k8s.pod.name", "replica");
                });
        assertThat(gateway.total("signalbox.spans.errors")).isEqualTo(20);
        assertThat(gateway.total("signalbox.spans.roots")).isEqualTo(80);
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
                .containsOnly(
                        Map.entry("namespace", shop.name()),
                        Map.entry("signalbox_service", shop.name() + "/checkout")));
        assertThat(gateway.hasSeen("4111 1111 1111 1111")).isFalse();
    }

    @Test
    void whatIsSeenOfAWorkloadIsCountedWhetherAServiceWasDeclaredForItOrNot() {
        OwnerReference queue = owner(shop.client()
                .resource(new StatefulSetBuilder()
                        .withNewMetadata()
                        .withName("queue")
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .addToMatchLabels("app", "queue")
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "queue")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("app")
                        .withImage("app")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create());
        Origin whoever = Origin.service("whoever");
        Instant now = Instant.now();
        try (LocalPod first = LocalPod.create(shop, "queue-0", NODE, Map.of("app", "queue"), List.of(queue));
                LocalPod other = LocalPod.create(shop, "queue-1", NODE, Map.of("app", "queue"), List.of(queue))) {
            // A pod is known to the agent a moment after it is known to the API server.
            assertThat(Deadline.in(SOON).until(() -> {
                        send(first, List.of(Span.root(ids, whoever, "warm up").as(Span.Kind.INTERNAL)));
                        return gateway.spans().stream()
                                .anyMatch(span -> span.origin().resource().containsKey("k8s.statefulset.name"));
                    }))
                    .isTrue();
            send(
                    other,
                    List.of(
                            Span.root(ids, whoever, "GET /"),
                            Span.root(ids, whoever, "on").as(Span.Kind.CLIENT)));
            send(first, List.of(Span.root(ids, whoever, "take").as(Span.Kind.CONSUMER)));
            send(checkout, List.of(Span.root(ids, whoever, "GET /pay")));
            send("127.9.9.9", List.of(Span.root(ids, whoever, "from outside")));
            try (OtlpClient client = OtlpClient.to(agent.address(), other.address())) {
                assertThat(client.sendMetrics(List.of(
                                        MetricPoint.counter(whoever, "orders", Map.of(), now.minusSeconds(60), now, 1),
                                        MetricPoint.counter(whoever, "up", Map.of(), now.minusSeconds(60), now, 0)))
                                .accepted())
                        .isTrue();
                assertThat(client.sendLogs(List.of(LogRecord.info(whoever, "taken")))
                                .accepted())
                        .isTrue();
            }
            gateway.await(
                    SOON, it -> it.total("signalbox.workload.logs") == 1 && it.total("signalbox.workload.points") == 1);
            gateway.await(
                    SOON,
                    it -> counted("StatefulSet", "queue", "signalbox.workload.spans") >= 2
                            && counted("Pod", "checkout-1", "signalbox.workload.spans") == 1);
        }

        assertThat(counted("StatefulSet", "queue", "signalbox.workload.logs")).isEqualTo(1);
        assertThat(counted("StatefulSet", "queue", "signalbox.workload.points"))
                .as("that a scrape failed is no point")
                .isEqualTo(1);
        assertThat(gateway.latest("signalbox.workload.spans"))
                .as("two pods of a workload on a node are one series; what nobody knows is none")
                .hasSize(2)
                .allSatisfy(point -> {
                    assertThat(point.attributes())
                            .containsKeys("signalbox.workload.kind", "signalbox.workload.name")
                            .doesNotContainKey("k8s.pod.name")
                            .containsEntry("namespace", shop.name())
                            .containsEntry("k8s.namespace.name", shop.name());
                    assertThat(point.origin().resource()).doesNotContainKey("k8s.pod.name");
                });
    }

    private static OwnerReference owner(StatefulSet owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build();
    }

    private double counted(String kind, String name, String metric) {
        return gateway.latest(metric).stream()
                .filter(point -> kind.equals(point.attributes().get("signalbox.workload.kind"))
                        && name.equals(point.attributes().get("signalbox.workload.name")))
                .mapToDouble(MetricPoint::number)
                .sum();
    }

    private Span named(String name) {
        return gateway.spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void send(LocalPod from, List<Span> spans) {
        send(from.address(), spans);
    }

    private void send(String from, List<Span> spans) {
        try (OtlpClient client = OtlpClient.to(agent.address(), from)) {
            assertThat(client.sendSpans(spans).accepted()).isTrue();
        }
    }
}
