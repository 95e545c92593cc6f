package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.testing.GoProgram;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.collector.LocalPod;
import dev.signalbox.testing.grafana.PanelAnswers;
import dev.signalbox.testing.grafana.PanelQuery;
import dev.signalbox.testing.prometheus.PrometheusBinary;
import dev.signalbox.testing.prometheus.RunningPrometheus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of a service's dashboards and of its SLO's finds something on a real Prometheus that has what an app sends or
 * shows for itself: by OTLP and by remote write through a real agent and a real gateway, and scraped; and every one of the
 * stack's, of these collectors and of what its rules make. Replaced, beside what {@link CollectedShop} and {@link PanelAnswers}
 * say: rules are evaluated every five seconds, and of a monitor object what the Prometheus operator makes of it. Missing: what
 * kubelets tell of pods, and Loki and Tempo.
 */
@ExtendWith(LocalCluster.class)
class DashboardQueriesIT {
    private static final Duration SOON = Duration.ofMinutes(6);
    private static final Duration RULES = Duration.ofSeconds(5);

    /** The operator's is asked in {@link dev.signalbox.operator.OperatorBoardIT}, of the operator. */
    private static final String OPERATOR = "signalbox-operator";

    /** What compares with a day or a week ago, of which a new server knows nothing. */
    private static final Predicate<PanelQuery> WITHOUT_A_WEEK =
            query -> !query.dashboard().equals(OPERATOR) && !query.promql().contains(" offset 1");

    /** Where no collector is scraped: all but those of a stack that ask of more than SLOs. */
    private static final Predicate<PanelQuery> OF_ONE_SERVICE = query ->
            !query.dashboard().startsWith("signalbox-") || query.dashboard().equals("signalbox-slos");

    @TempDir
    Path directory;

    @Test
    void ofAnAppThatSendsByOtlp(LocalCluster.Namespace shop) throws IOException {
        try (RunningPrometheus prometheus = RunningPrometheus.start(
                PrometheusBinary.newest(), CollectedShop.scrapes(directory), "--web.enable-otlp-receiver")) {
            throughCollectors(shop, "otlpUrl: " + prometheus.url() + "/api/v1/otlp", prometheus);
        }
    }

    @Test
    void ofAnAppWhoseMetricsAreWrittenRemotely(LocalCluster.Namespace shop) throws IOException {
        try (RunningPrometheus prometheus = RunningPrometheus.start(
                PrometheusBinary.ofThisMachine(),
                CollectedShop.scrapes(directory),
                "--web.enable-remote-write-receiver")) {
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
            everyQueryFindsSomething(shop, prometheus, OF_ONE_SERVICE);
        }
    }

    private void throughCollectors(LocalCluster.Namespace namespace, String backend, RunningPrometheus prometheus)
            throws IOException {
        MonitoredShop shop = sending(namespace, backend, "OpenTelemetryHTTP, OpenTelemetryGo, Logs");
        // Where requests are told of otherwise, spans are not shown.
        MonitoredShop bySpans = sending(namespace, backend, "Spans");
        try (CollectedShop collectors = CollectedShop.start(namespace, shop, directory);
                LocalPod pod = LocalPod.create(namespace, "checkout-1", CollectedShop.NODE, Map.of("app", "checkout"));
                ChildProcess _ = app(
                        "otel",
                        List.of(
                                "-listen",
                                "127.0.0.1:" + ChildProcess.freePort(),
                                "-collector",
                                collectors.agent().address().otlp().getAuthority(),
                                "-from",
                                pod.address()))) {
            everyQueryFindsSomething(shop, prometheus, WITHOUT_A_WEEK);
            everyQueryFindsSomething(bySpans, prometheus, OF_ONE_SERVICE);
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

    private ChildProcess app(String name, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(GoProgram.required("e2e/apps").resolve(name).toString());
        command.addAll(arguments);
        return ChildProcess.start(name, command, Map.of("OTEL_SERVICE_NAME", "shop"), directory.resolve(name + ".log"));
    }

    /**
     * A service with an SLO that it misses by so much that the page fires within a minute, young as the SLO is.
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
                  objective: 99.999
                  sli:
                    ratio:
                      errors: 'REQUESTS{job="NAMESPACE/checkout",CODE=~"5.."}'
                      total: 'REQUESTS{job="NAMESPACE/checkout"}'
                """.formatted(backend, service)
                .replace("NAMESPACE", namespace)
                .replace("REQUESTS", requests)
                .replace("CODE", code));
    }

    private static void everyQueryFindsSomething(
            MonitoredShop shop, RunningPrometheus prometheus, Predicate<PanelQuery> answerable) {
        prometheus.load(shop.rules(RULES));
        List<PanelQuery> asked = PanelAnswers.asked(shop.dashboards().stream()).stream()
                .filter(answerable)
                .toList();
        assertThat(asked).hasSizeGreaterThan(20);
        assertThat(asked.stream().map(PanelQuery::dashboard).distinct())
                .as("dashboards that ask")
                .anyMatch(uid -> uid.startsWith("slo_"))
                .anyMatch(uid -> uid.startsWith("svc_"));

        assertThat(PanelAnswers.missing(asked, prometheus, SOON))
                .as("of %d queries, without data", asked.size())
                .isEmpty();
    }
}
