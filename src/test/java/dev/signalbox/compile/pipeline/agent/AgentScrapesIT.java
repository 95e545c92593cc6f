package dev.signalbox.compile.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.compile.pipeline.ServiceBuilder;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.MetricCollection.Scrape;
import dev.signalbox.model.pipeline.MetricCollection.Scraper;
import dev.signalbox.model.pipeline.MetricCollection.SeriesLimits;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LocalPod;
import dev.signalbox.testing.collector.MetricPoint;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a real agent scrapes of pods. Replaced: what {@link AgentUnderTest} says, also where the API server is. */
@ExtendWith(LocalCluster.class)
class AgentScrapesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NODE = "node-1";

    /** An exporter tells its points apart by labels that are ours to write, and has figures of ours. */
    private static final String EXPOSED = """
            items{shard="1",namespace="elsewhere",job="x",signalbox_service="y/z",instance="a"} 1
            items{shard="1"} 2
            signalbox_logs_received_total 3
            """;

    @TempDir
    Path directory;

    @Test
    void whatIsScrapedIsItsTargetsAndStaysApart(LocalCluster.Namespace shop) throws IOException {
        try (Sink gateway = Sink.start();
                LocalPod pod = LocalPod.create(shop, "checkout-1", NODE, Map.of("app", "checkout"));
                Exporter _ = new Exporter(pod.address());
                RunningCollector agent = agent(shop, gateway)) {
            assertThat(gateway.await(SOON, it -> it.latest("items").size() == 2))
                    .as(agent.address() + " scrapes")
                    .isTrue();

            String key = shop.name() + "/checkout";
            assertThat(gateway.latest("items"))
                    .extracting(MetricPoint::attributes)
                    .containsExactlyInAnyOrder(
                            Map.of(
                                    "shard", "1",
                                    "namespace", shop.name(),
                                    "signalbox_service", key,
                                    "exported_namespace", "elsewhere",
                                    "exported_job", "x",
                                    "exported_signalbox_service", "y/z",
                                    "exported_instance", "a"),
                            Map.of("shard", "1", "namespace", shop.name(), "signalbox_service", key));
            assertThat(gateway.latest("items").getFirst().origin().resource())
                    .as("a receiver tells nobody of loopback addresses: the pod is unknown, its target is not")
                    .doesNotContainKey("k8s.pod.name")
                    .containsEntry("signalbox.service", key)
                    .containsEntry("service.namespace", shop.name())
                    .containsEntry("service.name", "checkout");
            assertThat(gateway.latest("signalbox_logs_received_total")).isEmpty();
            assertThat(gateway.latest("up"))
                    .extracting(MetricPoint::attributes)
                    .containsExactly(Map.of("namespace", shop.name(), "signalbox_service", key));
        }
    }

    private RunningCollector agent(LocalCluster.Namespace shop, Sink gateway) {
        TelemetryService checkout = scraped(shop, "checkout");
        AgentUnderTest agent = new AgentUnderTest(
                Stacks.metricsOnly(),
                new AgentDuties(AgentDuties.of(List.of(checkout)).byKey(), List.of(checkout), false),
                NODE,
                directory);
        agent.configuration()
                .change(
                        "receivers",
                        "prometheus",
                        "/config/scrape_configs/0/kubernetes_sd_configs/0",
                        "kubeconfig_file: " + shop.kubeconfig());
        return agent.to(gateway).start(CollectorBinary.required(), shop.kubeconfig());
    }

    private static TelemetryService scraped(LocalCluster.Namespace shop, String name) {
        return ServiceBuilder.service(shop.name(), name)
                .withMetrics(new MetricCollection(
                        List.of(new Scrape("metrics", "/metrics", Optional.of(Duration.ofSeconds(1)))),
                        Optional.of(Scraper.AGENT),
                        Set.of(),
                        Optional.empty(),
                        Set.of(),
                        SeriesLimits.DEFAULT))
                .build();
    }

    /** What a pod exposes. */
    private static final class Exporter implements AutoCloseable {
        private final HttpServer server;

        Exporter(String address) throws IOException {
            server = HttpServer.create(new InetSocketAddress(address, LocalPod.METRICS), 0);
            server.createContext("/metrics", exchange -> {
                byte[] body = EXPOSED.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
