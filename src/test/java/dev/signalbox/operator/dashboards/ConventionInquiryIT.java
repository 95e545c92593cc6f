package dev.signalbox.operator.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.Convention;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.testing.CountedSpans;
import dev.signalbox.testing.LocalMonitoring;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which conventions services speak, from a real Prometheus that has series of several. */
class ConventionInquiryIT {
    private static final String CHECKOUT = "job=\"shop/checkout\",signalbox_service=\"shop/checkout\"";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final StringBuilder series = new StringBuilder();
    private final ConventionInquiry inquiry = new ConventionInquiry(Duration.ofMinutes(5));
    private CountedSpans nothing;
    private LocalMonitoring monitoring;

    @BeforeEach
    void start() {
        gauge("http_server_request_duration_seconds_count", CHECKOUT);
        gauge("http_server_requests_seconds_bucket", CHECKOUT + ",le=\"0.1\"");
        gauge("http_request_duration_seconds_bucket", CHECKOUT + ",le=\"+Inf\"");
        gauge("k8s_pod_cpu_usage", CHECKOUT);
        gauge("jvm_thread_count", "job=\"somebody/else\",signalbox_service=\"shop/checkout\"");
        gauge("go_goroutines", "job=\"shop/stock\"");
        gauge("up", "job=\"shop/stock\",signalbox_service=\"shop/stock\"");
        nothing = CountedSpans.start(now);
        monitoring = new LocalMonitoring(nothing.address(), CountedSpans.JOB, series + "# EOF\n");
    }

    @AfterEach
    void stop() {
        inquiry.close();
        monitoring.close();
        nothing.close();
    }

    @Test
    void whatIsSaidInBothLabelsIsTheServicesAndTheRestNobodys() {
        Found found = inquiry.look(scene(service("checkout", ""), service("stock", "")), now);

        assertThat(of(found, "checkout"))
                .contains(
                        List.of(Convention.OPEN_TELEMETRY_HTTP, Convention.PROMETHEUS_HTTP_HISTOGRAM, Convention.PODS));
        assertThat(of(found, "stock")).isEmpty();
    }

    @Test
    void whatIsGoneStaysForADay() {
        ServiceObservability checkout = service("checkout", "status: {conventions: [Logs, OpenTelemetryHTTP]}");

        assertThat(of(inquiry.look(scene(checkout), now), "checkout").orElseThrow())
                .contains(Convention.LOGS);
        Instant nextDay = now.plus(Duration.ofHours(23));
        assertThat(of(inquiry.look(scene(checkout), nextDay), "checkout").orElseThrow())
                .contains(Convention.LOGS);
        assertThat(of(inquiry.look(scene(checkout), now.plus(Duration.ofHours(25))), "checkout")
                        .orElseThrow())
                .as("HTTP was seen at every look")
                .contains(Convention.OPEN_TELEMETRY_HTTP)
                .doesNotContain(Convention.LOGS);
    }

    @Test
    void anUnchangedWorldIsFoundEqual() {
        Found first = inquiry.look(scene(service("checkout", "")), now);

        assertThat(inquiry.look(scene(service("checkout", "")), now.plusSeconds(60)))
                .isEqualTo(first);
    }

    @Test
    void whileTheServerCantBeAskedAllStays() {
        Found first = inquiry.look(scene(service("checkout", "")), now);
        monitoring.close();

        assertThat(inquiry.look(scene(service("checkout", "")), now.plus(Duration.ofDays(3))))
                .isEqualTo(first);
    }

    private static Optional<List<Convention>> of(Found found, String service) {
        return Optional.ofNullable(found.services().get(new ResourceName("shop", service)))
                .flatMap(ServiceFindings::conventions);
    }

    private Scene scene(ServiceObservability... services) {
        Endpoint prometheus = new Endpoint(monitoring.url().toString(), Access.OPEN);
        return new Scene(
                Serialization.unmarshal("""
                        apiVersion: signalbox.dev/v1alpha1
                        kind: ObservabilityStack
                        metadata: {name: default}
                        spec: {}
                        """, ObservabilityStack.class),
                List.of(services),
                new Channel.Servers(prometheus, prometheus));
    }

    private static ServiceObservability service(String name, String more) {
        return Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: %s, namespace: shop}
                spec: {selector: {matchLabels: {app: x}}}
                %s
                """.formatted(name, more), ServiceObservability.class);
    }

    private void gauge(String name, String labels) {
        series.append("# TYPE ").append(name).append(" gauge\n");
        for (int minute = 4; minute >= 0; minute--) {
            series.append("%s{%s} 1 %d%n"
                    .formatted(
                            name, labels, now.minus(Duration.ofMinutes(minute)).getEpochSecond()));
        }
    }
}
