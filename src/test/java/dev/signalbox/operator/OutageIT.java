package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.CountingApp;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.LocalMonitoring;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole way on real components: an app with a past of eight hours, a Prometheus that is given the past of a new SLO,
 * an outage, an alert in Alertmanager, and what the SLO's status says of all that.
 */
@ExtendWith(LocalCluster.class)
class OutageIT {
    private static final String SERIES = "{namespace=\"%s\",slo=\"checkout\"}";

    private final Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final CountingApp app = CountingApp.start(end.minus(Duration.ofHours(8)), 0.0005);
    private OperatedNamespace cluster;
    private OperatorRights rights;
    private LocalMonitoring monitoring;

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) {
        monitoring =
                new LocalMonitoring(app.address(), CountingApp.JOB, app.past(end, LocalMonitoring.SCRAPE_INTERVAL));
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.in(namespace);
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {namespace: observability, metrics: {queryUrl: "%s"}}
                """.formatted(monitoring.url()));
    }

    @AfterEach
    void clean() {
        cluster.client().resources(ObservabilityStack.class).withName("default").delete();
        rights.close();
        monitoring.close();
        app.close();
    }

    @Test
    void itsPastIsThereAndItsOutageIsPagedAndTold() throws IOException, InterruptedException {
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            cluster.apply(
                    "checkout",
                    "service: checkout",
                    "sli: {scrapeInterval: 15s, ratio: {errors: 'app_requests_total{job=\"app\",code=\"500\"}',"
                            + " total: 'app_requests_total{job=\"app\"}'}}");
            cluster.await("checkout", slo -> slo.getStatus().conditions().size() >= 4);
            monitoring.load(Serialization.asYaml(cluster.rule("checkout").getSpec()));
            app.breakDown();
            backfill(cluster.slo("checkout"));

            assertThat(past("slo:period_error_budget_remaining:ratio")).isCloseTo(0.5, within(0.01));
            assertThat(past("slo:sli_error:ratio_rate6h")).isCloseTo(0.0005, within(0.00001));

            JsonNode alert = awaitAlert();
            assertThat(alert.at("/labels/severity").asText()).isEqualTo("critical");
            assertThat(alert.at("/labels/service").asText()).isEqualTo("checkout");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank().doesNotContain("{{", "<no value>");

            SLO told = awaitStatus();
            assertThat(told.getStatus().alerts().getFirst().name())
                    .isEqualTo(alert.at("/labels/alertname").asText());
            SloStatus.Group figures = told.getStatus().groups().getFirst();
            assertThat(figures.sli().doubleValue()).isBetween(98.0, 99.96);
            assertThat(figures.burnRate().doubleValue()).isGreaterThan(14.4);
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    /** As a user does it. */
    private void backfill(SLO slo) throws IOException, InterruptedException {
        Path file = Files.createTempFile("slo", ".yaml");
        slo.getMetadata().setManagedFields(null);
        slo.setStatus(null);
        Files.writeString(file, Serialization.asYaml(slo));
        Process process = new ProcessBuilder(
                        "./signalbox",
                        "backfill",
                        file.toString(),
                        "--url=" + monitoring.url(),
                        "--data=" + monitoring.data(),
                        "--end=" + end.getEpochSecond(),
                        "--run")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        Files.delete(file);
    }

    private double past(String series) {
        return monitoring
                .value(
                        "last_over_time(" + series
                                + SERIES.formatted(cluster.namespace().name()) + "[10m])",
                        end.minusSeconds(120))
                .orElseThrow();
    }

    private JsonNode awaitAlert() {
        Optional<JsonNode> page = Deadline.in(Duration.ofMinutes(4)).poll(() -> monitoring.alerts().stream()
                .filter(alert -> alert.at("/labels/signalbox_severity").asText().equals("page"))
                .findFirst());
        assertThat(page).as("a page in Alertmanager").isPresent();
        return page.orElseThrow();
    }

    private SLO awaitStatus() {
        Deadline.in(Duration.ofSeconds(80))
                .until(() -> isTold(cluster.slo("checkout").getStatus()));
        return cluster.await("checkout", slo -> isTold(slo.getStatus()));
    }

    private static boolean isTold(SloStatus status) {
        return status.alerts() != null && status.groups() != null && !List.of().equals(status.groups());
    }
}
