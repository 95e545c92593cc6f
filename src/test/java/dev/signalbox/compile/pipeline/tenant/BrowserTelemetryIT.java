package dev.signalbox.compile.pipeline.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.testing.collector.AdaptedConfiguration;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant's collector takes from browsers. Replaced: the way to the agent by HTTP. */
class BrowserTelemetryIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SPAN = """
            {"resourceSpans": [{"resource": {"attributes": [
              {"key": "service.name", "value": {"stringValue": "bank"}},
              {"key": "watched.service", "value": {"stringValue": "checkout"}}]},
             "scopeSpans": [{"spans": [{"traceId": "0102030405060708090a0b0c0d0e0f10", "spanId": "0102030405060708",
              "name": "%s", "kind": 3, "startTimeUnixNano": "1", "endTimeUnixNano": "2"}]}]}]}
            """;

    @TempDir
    Path directory;

    @Test
    void whoseItIsFollowsFromThePortAndOnlyKnownPagesMaySend() throws IOException, InterruptedException {
        List<TelemetryService> services = List.of(
                Telemetry.fromBrowsers("shop", "blog", List.of("https://blog.example.com")),
                Telemetry.fromBrowsers("shop", "storefront", List.of("https://shop.example.com")));
        LoopbackAddress address = LoopbackAddress.free();
        try (Sink agent = Sink.start();
                RunningCollector collector = start(agent, address, services);
                HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> known = browser.send(preflight(address, "https://shop.example.com"), text());
            HttpResponse<String> foreign = browser.send(preflight(address, "https://blog.example.com"), text());
            HttpResponse<String> sent = browser.send(post(address, SPAN.formatted("click")), text());
            HttpResponse<String> large = browser.send(post(address, SPAN.formatted("x".repeat(2 << 20))), text());
            agent.await(SOON, it -> !it.spans().isEmpty());

            assertThat(collector.alive()).isTrue();
            assertThat(known.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://shop.example.com");
            assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin"))
                    .as("pages of another service")
                    .isEmpty();
            assertThat(sent.statusCode()).isEqualTo(200);
            assertThat(large.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(agent.spans()).singleElement().satisfies(span -> assertThat(
                            span.origin().resource())
                    .containsEntry("watched.service", "storefront"));
        }
    }

    private static HttpRequest preflight(LoopbackAddress address, String origin) {
        return request(address)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private static HttpRequest post(LoopbackAddress address, String body) {
        return request(address)
                .header("Origin", "https://shop.example.com")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** The second service's port. */
    private static HttpRequest.Builder request(LoopbackAddress address) {
        return HttpRequest.newBuilder(URI.create("http://" + address.host() + ":4401/v1/traces"));
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private RunningCollector start(Sink agent, LoopbackAddress address, List<TelemetryService> services) {
        AdaptedConfiguration configuration = AdaptedConfiguration.of(
                TenantConfiguration.of(Stacks.tracesOnly(), services, BrowserTelemetry.entrances(services))
                        .text(CollectorVersion.PINNED));
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
