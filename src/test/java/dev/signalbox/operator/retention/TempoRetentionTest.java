package dev.signalbox.operator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.retention.RetentionPlan;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.KnownBackends;
import dev.signalbox.facts.LokiDefaults;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.intake.pipeline.TelemetryStackReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.status.Verdict;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that answers as Tempo does, by its sources. */
class TempoRetentionTest {
    private static final ResourceName CART = new ResourceName("shop", "cart");
    private static final String CONFIGURATION = "/status/config";
    private static final String RUNTIME = "/status/runtime_config";
    private static final String DEFAULTS = """
            ---
            defaults:
              ingestion: {rate_strategy: local, rate_limit_bytes: 15000000, burst_size_bytes: 20000000}
              compaction: {compaction_window: 0s}
              global: {max_bytes_per_trace: 5000000}
            overrides: {}
            """;
    private static final String FILE = "overrides: {namespace: tempo, configMap: tempo-overrides}";

    private final Map<String, String> answers = new HashMap<>();
    private final PublishedRetention published = new PublishedRetention();
    private final BackendAccess accesses = new BackendAccess(new KubernetesClientBuilder().build());
    private final RetentionInquiry inquiry = new RetentionInquiry(
            new LokiLook(accesses, published), new TempoLook(accesses, published), new MetricLook());
    private Instant now = Instant.parse("2026-11-22T02:00:00Z");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = answers.get(exchange.getRequestURI().getPath());
            try (exchange) {
                if (answer == null) {
                    exchange.sendResponseHeaders(500, -1);
                } else {
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            }
        });
        server.start();
        answers.put(CONFIGURATION, "compactor: {compaction: {block_retention: 336h0m0s}}\n");
        answers.put(RUNTIME, DEFAULTS);
    }

    @AfterEach
    void stop() {
        inquiry.close();
        server.stop(0);
    }

    @Test
    void withoutAFileTheServersTimeHoldsAndIsTold() {
        assertThat(verdict("", "14d")).isEqualTo("True RetentionApplied");
        assertThat(verdict("", "7d")).isEqualTo("False NotSupported");
        assertThat(message("", "7d")).contains("for 14d, and 7d is asked for", "spec.traces.overrides");
    }

    @Test
    void theLongestTimeIsWrittenWithTheDefaultsAndAppliedWhenTempoSaysSo() {
        assertThat(objects(scene(FILE, "7d"))).as("defaults are not known yet").isEmpty();
        assertThat(verdict(FILE, "7d", "3d")).isEqualTo("Unknown AwaitingReload");
        ConfigMap written = (ConfigMap) objects(scene(FILE, "7d", "3d")).getFirst();
        assertThat(written.getMetadata().getNamespace()).isEqualTo("tempo");
        assertThat(written.getData().get("overrides.yaml")).isEqualTo("""
                overrides:
                  single-tenant:
                    compaction:
                      block_retention: 7d
                      compaction_window: "0s"
                    global:
                      max_bytes_per_trace: 5000000
                    ingestion:
                      burst_size_bytes: 20000000
                      rate_limit_bytes: 15000000
                      rate_strategy: local
                """);

        answers.put(
                RUNTIME,
                DEFAULTS.replace("overrides: {}", "overrides: {single-tenant: {compaction: {block_retention: 1w}}}"));
        assertThat(verdict(FILE, "7d", "3d")).isEqualTo("True RetentionApplied");
    }

    @Test
    void whatTempoDoesNotReadIsTold() {
        verdict(FILE, "7d");
        now = now.plus(LokiLook.PATIENCE);
        assertThat(verdict(FILE, "7d")).isEqualTo("False RetentionNotApplied");
        assertThat(message(FILE, "7d")).contains("tempo/tempo-overrides", "per_tenant_override_config");
    }

    @Test
    void whatIsMaskedCantBeRepeated() {
        answers.put(
                RUNTIME,
                DEFAULTS.replace("global:", "metrics_generator: {remote_write_headers: {a: <secret>}}\n  global:"));
        assertThat(verdict(FILE, "7d")).isEqualTo("False NotSupported");
        assertThat(objects(scene(FILE, "7d"))).isEmpty();
    }

    @Test
    void nobodyToAskIsUnknown() {
        answers.clear();
        assertThat(verdict(FILE, "7d")).isEqualTo("Unknown BackendUnreachable");
        assertThat(message(FILE, "7d")).contains("status 500");
        assertThat(verdict("queryUrl: null", "7d")).isEqualTo("Unknown NotObserved");
        assertThat(verdict("type: OTLP", "7d")).isEqualTo("Unknown NotObserved");
    }

    @Test
    void nonsenseIsUnknown() {
        answers.put(RUNTIME, "defaults: [hunter2");
        assertThat(verdict(FILE, "7d")).isEqualTo("Unknown BackendUnreachable");
        assertThat(message(FILE, "7d")).doesNotContain("hunter2");
    }

    private String verdict(String traces, String... periods) {
        Verdict verdict = look(traces, periods);
        return verdict.truth().text() + " " + verdict.reason();
    }

    private String message(String traces, String... periods) {
        return look(traces, periods).message();
    }

    private Verdict look(String traces, String... periods) {
        now = now.plusSeconds(1);
        Scene scene = scene(traces, periods);
        assertThat(TelemetryStackReader.read(scene.stack()).violations()).isEmpty();
        Found found = inquiry.look(scene, now);
        return found.services().get(CART).verdicts().getFirst();
    }

    private List<?> objects(Scene scene) {
        return RetentionPlan.of(
                        ((Reading.Read<TelemetryStack>) TelemetryStackReader.read(scene.stack())).value(),
                        ServiceClaims.of(scene.services().stream()
                                .map(service ->
                                        ((Reading.Read<TelemetryService>) TelemetryServiceReader.read(service)).value())
                                .toList()),
                        ClusterFacts.WITHOUT_CLUSTER.with(new KnownBackends(
                                Optional.of(LokiDefaults.USUAL), published.tempo(), Optional.empty())))
                .objects();
    }

    /** The first service is the cart. */
    private Scene scene(String traces, String... periods) {
        ObservabilityStack stack = Serialization.unmarshal(
                """
                metadata: {name: default}
                spec:
                  namespace: observability
                  traces: {otlpEndpoint: "tempo:4317", %s%s}
                """.formatted(
                                traces.startsWith("queryUrl")
                                        ? ""
                                        : "queryUrl: \"http://127.0.0.1:"
                                                + server.getAddress().getPort() + "\", ",
                                traces),
                ObservabilityStack.class);
        List<ServiceObservability> services = IntStream.range(0, periods.length)
                .mapToObj(n -> Serialization.unmarshal(
                        """
                        metadata: {name: %s, namespace: shop}
                        spec: {selector: {matchLabels: {app: a}}, retention: {traces: %s}}
                        """.formatted(n == 0 ? "cart" : "service-" + n, periods[n]), ServiceObservability.class))
                .toList();
        return new Scene(stack, services, new Channel.None());
    }
}
