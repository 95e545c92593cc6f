package dev.signalbox.compile.pipeline.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.testing.collector.AdaptedConfiguration;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.Origin;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a tenant's collector makes of what a probe found. Replaced: the receiver that asks,
 * by one that is given the points that it documents, errors among them; and the way to the agent by HTTP.
 */
class ProbeIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpProbe HOME = new HttpProbe("home", "http://shop/", Duration.ofSeconds(30), 200);

    @TempDir
    Path directory;

    @Test
    void onlyTheExpectedAnswerIsOneAndNoSeriesComesAndGoes() {
        try (Sink agent = Sink.start();
                RunningCollector collector = start(agent);
                OtlpClient receiver = OtlpClient.to(collector.address())) {
            receiver.sendMetrics(List.of(status("2xx", 200L, 1), status("5xx", null, 0), error("dial :40001")));
            agent.await(SOON, it -> it.latest("httpcheck.status").size() == 2);
            assertThat(value(agent, "2xx")).isEqualTo(1);
            assertThat(value(agent, "5xx")).isZero();

            receiver.sendMetrics(List.of(status("2xx", 204L, 1), status("5xx", null, 0), error("dial :40002")));
            agent.await(SOON, it -> value(it, "2xx") == 0);
            assertThat(value(agent, "2xx"))
                    .as("of the class, but not the expected one")
                    .isZero();

            receiver.sendMetrics(List.of(status("2xx", null, 0), status("5xx", 500L, 1)));
            agent.await(SOON, it -> it.points().size() >= 8);
            assertThat(value(agent, "5xx")).isZero();
            assertThat(agent.latest("httpcheck.status")).hasSize(2).allSatisfy(point -> {
                assertThat(point.attributes())
                        .containsEntry("probe.name", "home")
                        .doesNotContainKey("http.status_code");
                assertThat(point.origin().resource()).containsExactly(Map.entry("watched.service", "storefront"));
            });
            assertThat(agent.latest("httpcheck.error")).hasSize(1);
            assertThat(agent.latest("httpcheck.error").getFirst().attributes())
                    .as("names of what was asked are the points'")
                    .containsEntry("node", "n1");
        }
    }

    private static double value(Sink sink, String statusClass) {
        return sink.latest("httpcheck.status").stream()
                .filter(point -> point.attributes().get("http.status_class").equals(statusClass))
                .mapToDouble(MetricPoint::number)
                .findFirst()
                .orElse(-1);
    }

    private static MetricPoint status(String statusClass, Long code, double value) {
        Map<String, Object> attributes = code == null
                ? Map.of("http.url", "http://shop/", "http.status_class", statusClass)
                : Map.of("http.url", "http://shop/", "http.status_class", statusClass, "http.status_code", code);
        return point("httpcheck.status", attributes, value);
    }

    private static MetricPoint error(String message) {
        return point("httpcheck.error", Map.of("http.url", "http://shop/", "error.message", message), 1);
    }

    private static MetricPoint point(String name, Map<String, Object> attributes, double value) {
        Instant now = Instant.now();
        return new MetricPoint(
                Origin.service("x").with("node", "n1"),
                name,
                "1",
                attributes,
                now.minusSeconds(60),
                now,
                new MetricPoint.Sum(value, MetricPoint.Temporality.CUMULATIVE, false));
    }

    private RunningCollector start(Sink agent) {
        LoopbackAddress address = LoopbackAddress.free();
        AdaptedConfiguration configuration = AdaptedConfiguration.of(TenantConfiguration.of(
                        Stacks.allSignals(),
                        List.of(Telemetry.watching("shop", "storefront", List.of(), List.of(HOME))),
                        List.of())
                .text(CollectorVersion.PINNED));
        configuration.replace(
                "receivers",
                "http_check/storefront/home",
                "otlp/home",
                "{protocols: {http: {endpoint: '${env:K8S_POD_IP}:4318'}}}");
        configuration.replace(
                "exporters",
                "otlp_grpc/agent",
                "otlp_http/agent",
                "{endpoint: \"%s\", encoding: json}".formatted(agent.url()));
        return RunningCollector.start(
                CollectorBinary.required(),
                new RunningCollector.Setup(
                        address,
                        List.of(configuration.write(directory.resolve("tenant.yaml"))),
                        Map.of("K8S_POD_IP", address.host()),
                        directory));
    }
}
