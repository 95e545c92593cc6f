package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.tenant.TenantUnderTest;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.Missing;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LocalPod;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.grafana.PanelAnswers;
import dev.signalbox.testing.grafana.PanelQuery;
import dev.signalbox.testing.prometheus.PrometheusBinary;
import dev.signalbox.testing.prometheus.RunningPrometheus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of the dashboard of dependencies finds something on a real Prometheus: a Redis and an nginx that run, and a
 * probe, seen by the collector of their namespace. Of other types, receivers can't be had here at a version that fits.
 */
@ExtendWith(LocalCluster.class)
class DependencyQueriesIT {
    private static final Duration SOON = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    @Test
    void ofWhatRuns(LocalCluster.Namespace namespace) throws IOException {
        int redis = ChildProcess.freePort();
        int nginx = ChildProcess.freePort();
        String status = "http://127.0.0.1:%d/status".formatted(nginx);
        try (RunningPrometheus prometheus = RunningPrometheus.start(
                        PrometheusBinary.newest(), CollectedShop.scrapes(directory), "--web.enable-otlp-receiver");
                ChildProcess _ = redis(redis);
                ChildProcess _ = nginx(nginx);
                ScheduledExecutorService shoppers = Executors.newSingleThreadScheduledExecutor()) {
            MonitoredShop shop = shop(namespace.name(), prometheus);
            try (CollectedShop collectors = CollectedShop.start(namespace, shop, directory);
                    LocalPod _ = LocalPod.onTheMachinesAddress(
                            namespace,
                            "collector",
                            CollectedShop.NODE,
                            Map.of("signalbox.dev/role", "tenant-collector"));
                    RunningCollector _ = new TenantUnderTest(shop.stack(), shop.services())
                            .asking("redis/checkout/cache", "endpoint: 127.0.0.1:" + redis)
                            .asking("nginx/checkout/proxy", "endpoint: " + status)
                            .asking("http_check/checkout/home", "targets: [{endpoint: \"%s\"}]".formatted(status))
                            .start(
                                    CollectorBinary.required(),
                                    collectors.agent().address(),
                                    Files.createDirectories(directory.resolve("tenant")))) {
                List<PanelQuery> asked = PanelAnswers.asked(shop.dashboards().stream()
                        .filter(dashboard -> dashboard.path("uid").asText().startsWith("deps_")));
                assertThat(asked.stream().map(PanelQuery::panel).distinct())
                        .contains("Answers as expected", "Keys thrown out", "Connections not handled");
                Future<?> _ = shoppers.scheduleWithFixedDelay(() -> use(redis), 0, 1, TimeUnit.SECONDS);

                assertThat(PanelAnswers.missing(asked, prometheus, SOON))
                        .as("of %d queries, without data", asked.size())
                        .isEmpty();
            }
        }
    }

    private ChildProcess redis(int port) {
        return ChildProcess.start(
                "redis",
                List.of(
                        installed("redis-server"),
                        "--port",
                        "" + port,
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--dir",
                        directory.toString()),
                Map.of(),
                directory.resolve("redis.log"));
    }

    private ChildProcess nginx(int port) throws IOException {
        Path configuration = Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                pid %s/nginx.pid;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  server {
                    listen 127.0.0.1:%d;
                    location /status { stub_status; }
                  }
                }
                """.formatted(directory, port));
        return ChildProcess.start(
                "nginx",
                List.of(installed("nginx"), "-c", configuration.toString()),
                Map.of(),
                directory.resolve("nginx.log"));
    }

    private static String installed(String program) {
        return Executables.onPath(program)
                .orElseThrow(() -> Missing.prerequisite(
                        program + " is not on the PATH; e2e/tools/find " + program + " says how to get it"))
                .toString();
    }

    /** A key that is there and one that is not: no share of no lookups. */
    private static void use(int redis) {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), redis)) {
            client.getOutputStream()
                    .write("SET cart 1\r\nGET cart\r\nGET nothing\r\n".getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
            assertThat(client.getInputStream().readNBytes("+OK\r\n$1\r\n1\r\n$-1\r\n".length()))
                    .asString(StandardCharsets.UTF_8)
                    .startsWith("+OK");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MonitoredShop shop(String namespace, RunningPrometheus prometheus) {
        return MonitoredShop.of("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  metrics: {queryUrl: "%s", otlpUrl: "%s/api/v1/otlp"}
                  traces: {otlpEndpoint: "tempo:4317"}
                  collector: {gateway: {replicas: {min: 1, max: 1}}}
                  dashboards: {target: None}
                ---
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: checkout, namespace: %s}
                spec:
                  selector: {matchLabels: {app: checkout}}
                  dependencies:
                  - {name: cache, type: redis, endpoint: "cache:6379"}
                  - {name: proxy, type: nginx, endpoint: "http://proxy/status"}
                  probes:
                  - {name: home, url: "http://proxy/status"}
                """.formatted(prometheus.url(), prometheus.url(), namespace));
    }
}
