package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.agent.AgentDuties;
import dev.signalbox.compile.pipeline.agent.AgentUnderTest;
import dev.signalbox.compile.pipeline.gateway.GatewayUnderTest;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.GoProgram;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LocalPod;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import dev.signalbox.testing.grafana.PanelQuery;
import dev.signalbox.testing.prometheus.PrometheusBinary;
import dev.signalbox.testing.prometheus.RunningPrometheus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every dashboard finds something on a real Prometheus that has what an app sends or shows for itself: by OTLP
 * and by remote write through a real agent and a real gateway, and scraped. Replaced, beside what {@link AgentUnderTest} and
 * {@link GatewayUnderTest} say: rules are evaluated every five seconds, dashboards show a quarter of an hour whatever they
 * show at first, with a point every fifteen seconds, and of a monitor object what the Prometheus operator makes of it. Missing:
 * what kubelets tell of pods, and Loki and Tempo.
 */
@ExtendWith(LocalCluster.class)
class DashboardQueriesIT {
    private static final Duration SOON = Duration.ofMinutes(6);
    private static final Duration RANGE = Duration.ofMinutes(15);
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final Duration RULES = Duration.ofSeconds(5);
    private static final String NODE = "node-1";

    @TempDir
    Path directory;

    @Test
    void ofAnAppThatSendsByOtlp(LocalCluster.Namespace shop) throws IOException {
        try (RunningPrometheus prometheus =
                RunningPrometheus.start(PrometheusBinary.newest(), "[]", "--web.enable-otlp-receiver")) {
            throughCollectors(shop, "otlpUrl: " + prometheus.url() + "/api/v1/otlp", prometheus);
        }
    }

    @Test
    void ofAnAppWhoseMetricsAreWrittenRemotely(LocalCluster.Namespace shop) throws IOException {
        try (RunningPrometheus prometheus =
                RunningPrometheus.start(PrometheusBinary.ofThisMachine(), "[]", "--web.enable-remote-write-receiver")) {
            throughCollectors(shop, "remoteWriteUrl: " + prometheus.url() + "/api/v1/write", prometheus);
        }
    }

    @Test
    void ofAnAppThatIsScraped() {
        String app = "127.0.0.1:" + ChildProcess.freePort();
        MonitoredShop shop = shop("shop", """
                metrics: {scrape: [{port: "8080"}]}
                  dashboards: {conventions: [PrometheusHTTP, PrometheusHTTPHistogram, PrometheusGo]}""", "", "http_requests_total", "code");
        // Labels by the discovery of the Prometheus operator, and those that the monitor sets.
        Map<String, String> labels =
                new TreeMap<>(Map.of("namespace", "shop", "pod", "checkout-1", "container", "app"));
        labels.putAll(shop.labelsOfScrapes());
        String scrapes =
                "[{job_name: podMonitor/shop/service-checkout/0, static_configs: [{targets: ['%s'], labels: %s}]}]"
                        .formatted(app, Serialization.asJson(labels));
        try (ChildProcess _ = app("plain", List.of("-listen", app));
                RunningPrometheus prometheus = RunningPrometheus.start(PrometheusBinary.ofThisMachine(), scrapes)) {
            everyQueryFindsSomething(shop, prometheus);
        }
    }

    private void throughCollectors(LocalCluster.Namespace namespace, String backend, RunningPrometheus prometheus)
            throws IOException {
        CollectorBinary binary = CollectorBinary.required();
        MonitoredShop shop = sending(namespace, backend, "OpenTelemetryHTTP, OpenTelemetryGo, Logs");
        // Where requests are told of otherwise, spans are not shown.
        MonitoredShop bySpans = sending(namespace, backend, "Spans");
        SamplingPlan plan = SamplingPlan.of(ServiceClaims.of(shop.services()), List.of(), BigDecimal.TEN);
        try (Sink others = Sink.start();
                RunningCollector gateway = new GatewayUnderTest(
                                shop.stack(), Files.createDirectories(directory.resolve("gateway")))
                        .withBackendOfMetrics()
                        .start(binary, plan, others);
                LocalPod pod = LocalPod.create(namespace, "checkout-1", NODE, Map.of("app", "checkout"));
                RunningCollector agent = agent(namespace, shop, gateway, binary);
                ChildProcess _ = app(
                        "otel",
                        List.of(
                                "-listen",
                                "127.0.0.1:" + ChildProcess.freePort(),
                                "-collector",
                                agent.address().otlp().getAuthority(),
                                "-from",
                                pod.address()))) {
            everyQueryFindsSomething(shop, prometheus);
            everyQueryFindsSomething(bySpans, prometheus);
        }
    }

    private static MonitoredShop sending(LocalCluster.Namespace namespace, String backend, String conventions) {
        return shop(
                namespace.name(),
                "dashboards: {conventions: [%s]}".formatted(conventions),
                backend,
                "http_server_request_duration_seconds_count",
                "http_response_status_code");
    }

    private RunningCollector agent(
            LocalCluster.Namespace namespace, MonitoredShop shop, RunningCollector gateway, CollectorBinary binary)
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

    private ChildProcess app(String name, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(GoProgram.required("e2e/apps").resolve(name).toString());
        command.addAll(arguments);
        return ChildProcess.start(name, command, Map.of("OTEL_SERVICE_NAME", "shop"), directory.resolve(name + ".log"));
    }

    /**
     * A service with an SLO that it misses.
     *
     * @param service more of its spec
     * @param backend where its stack sends metrics
     * @param requests counter of them
     * @param code label with what was answered
     */
    private static MonitoredShop shop(String namespace, String service, String backend, String requests, String code) {
        return MonitoredShop.of("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  metrics:
                    queryUrl: http://prometheus:9090
                    %s
                  logs: {lokiUrl: "http://loki:3100"}
                  traces: {otlpEndpoint: "tempo:4317"}
                  collector: {gateway: {replicas: {min: 1, max: 1}}}
                  dashboards: {target: None}
                ---
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: checkout, namespace: NAMESPACE}
                spec:
                  selector: {matchLabels: {app: checkout}}
                  team: payments
                  %s
                ---
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: checkout, namespace: NAMESPACE}
                spec:
                  serviceRef: {name: checkout}
                  objective: 99
                  sli:
                    ratio:
                      errors: 'REQUESTS{job="NAMESPACE/checkout",CODE=~"5.."}'
                      total: 'REQUESTS{job="NAMESPACE/checkout"}'
                """.formatted(backend, service)
                .replace("NAMESPACE", namespace)
                .replace("REQUESTS", requests)
                .replace("CODE", code));
    }

    private static void everyQueryFindsSomething(MonitoredShop shop, RunningPrometheus prometheus) {
        prometheus.load(shop.rules(RULES));
        List<PanelQuery> asked = shop.dashboards().stream()
                .flatMap(dashboard -> PanelQuery.all(dashboard, RANGE, STEP).stream())
                .toList();
        assertThat(asked).hasSizeGreaterThan(20);
        assertThat(asked.stream().map(PanelQuery::dashboard).distinct())
                .as("dashboards that ask")
                .anyMatch(uid -> uid.startsWith("slo_"))
                .anyMatch(uid -> uid.startsWith("svc_"));
        List<PanelQuery> empty = new ArrayList<>(asked);
        Deadline.in(SOON).until(() -> {
            empty.removeIf(query -> finds(query, prometheus));
            return empty.isEmpty();
        });

        assertThat(empty).as("of %d queries, without data", asked.size()).isEmpty();
    }

    private static boolean finds(PanelQuery query, RunningPrometheus prometheus) {
        Instant now = Instant.now();
        JsonNode series = query.instant()
                ? prometheus.instant(query.promql(), now)
                : prometheus.range(query.promql(), now.minus(RANGE), now, STEP);
        for (JsonNode one : series) {
            for (JsonNode sample : query.instant() ? List.of(one.path("value")) : one.path("values")) {
                if (!sample.path(1).asText().equals("NaN")) {
                    return true;
                }
            }
        }
        return false;
    }
}
