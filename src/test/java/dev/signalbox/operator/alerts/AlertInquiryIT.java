package dev.signalbox.operator.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.AlertHealthStatus;
import dev.signalbox.api.v1alpha1.AlertHealthStatus.NamedAlert;
import dev.signalbox.api.v1alpha1.AlertHealthStatus.NoisyAlert;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.status.Verdict;
import dev.signalbox.testing.CountingApp;
import dev.signalbox.testing.LocalMonitoring;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A real Prometheus with a day of alerts behind it, and a real Alertmanager with a silence. */
class AlertInquiryIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String RULES = """
            groups:
            - name: shop
              rules:
              - {alert: Flapping, expr: up == 0, labels: {severity: page}, annotations: {runbook_url: "https://runbooks.example.com/f"}}
              - {alert: Stuck, expr: vector(1), annotations: {runbook_url: "https://runbooks.example.com/s"}}
              - {alert: Silenced, expr: vector(1), annotations: {runbook_url: "https://runbooks.example.com/q"}}
              - {alert: Bare, expr: up == 0}
              - {alert: Typo, expr: 'rate(requests_totl[5m]) > 1', annotations: {runbook_url: "https://runbooks.example.com/t"}}
              - {alert: Absence, expr: absent(never_there), for: 1d, annotations: {runbook_url: "https://runbooks.example.com/a"}}
              - {alert: Twice, expr: up == 0, labels: {severity: page}, annotations: {runbook: "see wiki"}}
              - {alert: Twice, expr: up == 0, labels: {severity: ticket}, annotations: {runbook: "see wiki"}}
            """;

    @Test
    void whatFlapsIsStuckHasNoRunbookOrNoData() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        try (CountingApp app = CountingApp.start(now, 0);
                LocalMonitoring monitoring = new LocalMonitoring(app.address(), "shop", past(now));
                KubernetesClient unused = new KubernetesClientBuilder().build();
                AlertInquiry inquiry = new AlertInquiry(new BackendAccess(unused), Duration.ofMinutes(5))) {
            monitoring.load(RULES);
            monitoring.silence("alertname", "Silenced");
            Scene scene = scene(
                    monitoring.url().toString(), monitoring.alertmanagerUrl().toString());
            assertThat(Deadline.in(SOON)
                            .until(() -> monitoring.value("up", Instant.now()).isPresent()))
                    .isTrue();

            assertThat(Deadline.in(SOON).until(() -> health(inquiry, scene).firing() == 2))
                    .isTrue();
            AlertHealthStatus health = health(inquiry, scene);

            assertThat(health.total()).isEqualTo(8);
            assertThat(health.noisy())
                    .extracting(NoisyAlert::name)
                    .containsExactly("Flapping", "Stuck")
                    .doesNotContain("Silenced");
            NoisyAlert flapping = health.noisy().getFirst();
            assertThat(flapping.episodes()).isEqualTo(6);
            assertThat(flapping.labels()).isEqualTo(Map.of("severity", "page"));
            assertThat(flapping.firingPercent()).isBetween(BigDecimal.valueOf(12), BigDecimal.valueOf(15));
            assertThat(health.noisy().getLast().neverSilenced()).isTrue();
            assertThat(health.withoutRunbook()).containsExactly(new NamedAlert("Bare", Map.of()));
            assertThat(health.withoutData()).containsExactly(new NamedAlert("Typo", Map.of()));
        }
    }

    @Test
    void aServerThatIsYoungerThanADayDoesNotSayThatADayHadNoData() {
        Instant now = Instant.now();
        try (CountingApp app = CountingApp.start(now, 0);
                LocalMonitoring monitoring = new LocalMonitoring(app.address(), "shop", "# EOF\n");
                KubernetesClient unused = new KubernetesClientBuilder().build();
                AlertInquiry inquiry = new AlertInquiry(new BackendAccess(unused), Duration.ofMinutes(5))) {
            monitoring.load(RULES);
            Scene scene = scene(
                    monitoring.url().toString(), monitoring.alertmanagerUrl().toString());
            assertThat(Deadline.in(SOON).until(() -> health(inquiry, scene).total() == 8))
                    .isTrue();

            assertThat(health(inquiry, scene).withoutData()).isNullOrEmpty();
        }
    }

    @Test
    void aServerThatIsAwayChangesNothingThatWasSaid() {
        try (KubernetesClient unused = new KubernetesClientBuilder().build();
                AlertInquiry inquiry = new AlertInquiry(new BackendAccess(unused), Duration.ofMinutes(5))) {
            String nobody = "http://127.0.0.1:" + ChildProcess.freePort();

            Found found = inquiry.look(scene(nobody, nobody), Instant.now());

            assertThat(found.stack().alerts()).isEmpty();
            assertThat(found.stack().verdicts()).singleElement().satisfies(verdict -> {
                assertThat(verdict.truth()).isEqualTo(Verdict.Truth.UNKNOWN);
                assertThat(verdict.message()).contains(nobody);
            });
        }
    }

    private static AlertHealthStatus health(AlertInquiry inquiry, Scene scene) {
        return inquiry.look(scene, Instant.now()).stack().alerts().orElseThrow();
    }

    private static Scene scene(String prometheus, String alertmanager) {
        ObservabilityStack stack = Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  namespace: observability
                  alerting: {alertmanagerUrl: "%s"}
                """.formatted(alertmanager), ObservabilityStack.class);
        Endpoint server = new Endpoint(prometheus, Access.OPEN);
        return new Scene(stack, List.of(), new Channel.Servers(server, server));
    }

    /** Half an hour six times, but for the first minutes of each hour; and one that fires all day. Something is scraped, too. */
    private static String past(Instant now) {
        StringBuilder text = new StringBuilder("# TYPE up gauge\n");
        for (int minute = 24 * 60; minute > 10; minute--) {
            text.append("up{job=\"past\"} 1 %d\n"
                    .formatted(now.minus(Duration.ofMinutes(minute)).getEpochSecond()));
        }
        text.append("# TYPE ALERTS gauge\n");
        for (int minute = 24 * 60; minute > 10; minute--) {
            long time = now.minus(Duration.ofMinutes(minute)).getEpochSecond();
            if (minute % 180 < 30 && minute < 6 * 180) {
                text.append("ALERTS{alertname=\"Flapping\",alertstate=\"firing\",severity=\"page\"} 1 ")
                        .append(time)
                        .append('\n');
            }
        }
        for (String stuck : List.of("Stuck", "Silenced")) {
            for (int minute = 24 * 60; minute > 10; minute--) {
                text.append("ALERTS{alertname=\"%s\",alertstate=\"firing\"} 1 %d\n"
                        .formatted(stuck, now.minus(Duration.ofMinutes(minute)).getEpochSecond()));
            }
        }
        return text.append("# EOF\n").toString();
    }
}
