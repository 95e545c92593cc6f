package dev.signalbox.testing;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.controlplane.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Prometheus that scrapes several applications each second, evaluates rules as often, and takes remote writes. */
public final class ScrapedServices implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final Map<String, HttpServer> apps = new LinkedHashMap<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final ChildProcess prometheus;
    private final int port = ChildProcess.freePort();

    private ScrapedServices(Path executable, List<String> options, String rules, String... jobs) throws IOException {
        for (String job : jobs) {
            apps.put(job, app(job));
        }
        directory.write("rules.yaml", rules);
        prometheus = ChildProcess.start(
                "prometheus",
                Stream.concat(
                                Stream.of(
                                        executable.toString(),
                                        "--config.file=" + directory.write("prometheus.yaml", configuration()),
                                        "--storage.tsdb.path="
                                                + directory.path().resolve("data"),
                                        "--web.enable-remote-write-receiver",
                                        "--web.listen-address=127.0.0.1:" + port),
                                options.stream())
                        .toList(),
                Map.of(),
                directory.path().resolve("prometheus.log"));
    }

    /**
     * Starts the one of this machine and returns when it answers.
     *
     * @param rules a file of rules
     * @param jobs one for each application; a service's key gives its series what a monitor of ours does
     */
    public static ScrapedServices start(String rules, String... jobs) {
        Path executable = Executables.onPath("prometheus")
                .orElseThrow(() -> Missing.prerequisite(
                        "prometheus is not on the PATH; e2e/tools/find prometheus says how to get it"));
        return start(executable, List.of(), rules, jobs);
    }

    /** The newest that we know, which takes OTLP too; see {@link PinnedTool}. */
    public static ScrapedServices newest(String rules, String... jobs) {
        return start(PinnedTool.required("prometheus"), List.of("--web.enable-otlp-receiver"), rules, jobs);
    }

    private static ScrapedServices start(Path executable, List<String> options, String rules, String... jobs) {
        try {
            ScrapedServices started = new ScrapedServices(executable, options, rules, jobs);
            if (!Deadline.in(START).until(started::answers)) {
                String words = started.prometheus.tail(20);
                started.close();
                throw new AssertionError("it did not start:\n" + words);
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param series of one application, in Prometheus' text format, in place of those before */
    public void say(String job, List<String> series) {
        texts.put(job, String.join("\n", series) + "\n");
    }

    /** Of Prometheus. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private HttpServer app(String job) throws IOException {
        HttpServer app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/metrics", exchange -> {
            byte[] body = texts.getOrDefault(job, "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        app.start();
        return app;
    }

    private String configuration() {
        return apps.entrySet().stream()
                .map(app -> "- {job_name: '%s', static_configs: [{targets: ['127.0.0.1:%d'], labels: {%s}}]}"
                        .formatted(app.getKey(), app.getValue().getAddress().getPort(), labels(app.getKey())))
                .collect(Collectors.joining(
                        "\n",
                        "global: {scrape_interval: 1s, evaluation_interval: 1s}\nrule_files: [rules.yaml]\nscrape_configs:\n",
                        "\n"));
    }

    private static String labels(String job) {
        int slash = job.indexOf('/');
        return slash < 0 ? "" : "namespace: '%s', signalbox_service: '%s'".formatted(job.substring(0, slash), job);
    }

    private boolean answers() {
        try (var body = url().resolve("/-/ready").toURL().openStream()) {
            return body.readAllBytes().length > 0;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    @Override
    public void close() {
        prometheus.close();
        apps.values().forEach(app -> app.stop(0));
        directory.close();
    }
}
