package dev.signalbox.operator.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.MetricNamesStatus;
import dev.signalbox.api.v1alpha1.MetricNamesStatus.UnknownMetric;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.testing.CountingApp;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.LocalMonitoring;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules and dashboards of a real API server, held against the names that a real Prometheus has. */
@ExtendWith(LocalCluster.class)
class MetricNameInquiryIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void whatNobodyWritesIsToldWithWhoReadsIt(LocalCluster.Namespace here) {
        CustomResourceDefinitions.install(
                here.client(), CustomResourceDefinitions.ofPrometheusOperator("prometheusrules"), "test");
        Instant now = Instant.now();
        try (CountingApp app = CountingApp.start(now, 0);
                LocalMonitoring monitoring = new LocalMonitoring(app.address(), "shop", "# EOF\n");
                MetricNameInquiry inquiry =
                        new MetricNameInquiry(here.client(), Set.of(here.name()), Duration.ofMinutes(30))) {
            assertThat(Deadline.in(SOON)
                            .until(() -> monitoring.value("up", Instant.now()).isPresent()))
                    .isTrue();
            rules(here, "quiet", "{}", """
                    - {alert: Down, expr: up == 0}
                    - {alert: Gone, expr: absent(backup_last_success_timestamp)}
                    - {record: "job:up:count", expr: count by (job) (up)}
                    - {expr: "job:up:count or nobody_has_this > 1", alert: Either}
                    """);
            rules(here, "typos", "{}", """
                    - {alert: Few, expr: "job:up:cont < 1"}
                    - {record: "job:errors:rate5m", expr: "sum(rate(errors_of_nobody_total[5m]))"}
                    - {alert: Errors, expr: "job:errors:rate5m > 1"}
                    """);
            rules(here, "ours", "{app.kubernetes.io/managed-by: signalbox}", "- {alert: Ours, expr: nobody_has_this}");
            dashboard(here, "board", "{grafana_dashboard: '1'}", "rate(scrape_duration_second[$__rate_interval])");
            dashboard(here, "no-board", "{}", "nobody_has_this");

            MetricNamesStatus status =
                    look(inquiry, monitoring).stack().metricNames().orElseThrow();

            assertThat(status.unknown())
                    .containsExactly(
                            unknown(
                                    "PrometheusRule",
                                    here,
                                    "typos",
                                    "alert Few of group shop",
                                    "job:up:cont",
                                    "job:up:count"),
                            unknown(
                                    "PrometheusRule",
                                    here,
                                    "typos",
                                    "rule job:errors:rate5m of group shop",
                                    "errors_of_nobody_total",
                                    null),
                            unknown(
                                    "ConfigMap",
                                    here,
                                    "board",
                                    "dashboard Shop",
                                    "scrape_duration_second",
                                    "scrape_duration_seconds"));
            assertThat(status.unknownOmitted()).isNull();
            assertThat(status.lookedThrough()).isEqualTo(3);
            assertThat(status.unread()).isNull();
            assertThat(look(inquiry, monitoring)).isEqualTo(look(inquiry, monitoring));
        }
    }

    @Test
    void aServerThatIsAwayChangesNothingThatWasSaid(LocalCluster.Namespace here) {
        String nobody = "http://127.0.0.1:" + ChildProcess.freePort();
        try (MetricNameInquiry inquiry =
                new MetricNameInquiry(here.client(), Set.of(here.name()), Duration.ofMinutes(30))) {
            assertThat(inquiry.look(scene(nobody), Instant.now())).isEqualTo(Found.NOTHING);
        }
    }

    private static Found look(MetricNameInquiry inquiry, LocalMonitoring monitoring) {
        return inquiry.look(scene(monitoring.url().toString()), Instant.now());
    }

    private static UnknownMetric unknown(
            String kind, LocalCluster.Namespace here, String name, String where, String metric, String nearest) {
        return new UnknownMetric(kind, here.name(), name, where, metric, nearest);
    }

    private static Scene scene(String prometheus) {
        ObservabilityStack stack = Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {namespace: observability}
                """, ObservabilityStack.class);
        Endpoint server = new Endpoint(prometheus, Access.OPEN);
        return new Scene(stack, List.of(), new Channel.Servers(server, server));
    }

    private static void rules(LocalCluster.Namespace here, String name, String labels, String rules) {
        create(here, """
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                metadata: {name: %s, namespace: %s, labels: %s}
                spec:
                  groups:
                  - name: shop
                    rules:
                %s""".formatted(name, here.name(), labels, rules.indent(4)));
    }

    private static void dashboard(LocalCluster.Namespace here, String name, String labels, String query) {
        create(here, """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s, labels: %s}
                data:
                  shop.json: '{"title": "Shop", "panels": [{"targets": [{"expr": "%s"}, {"expr": "up"}]}]}'
                """.formatted(name, here.name(), labels, query));
    }

    private static void create(LocalCluster.Namespace here, String yaml) {
        here.client()
                .resource(Serialization.<HasMetadata>unmarshal(yaml, HasMetadata.class))
                .create();
    }
}
