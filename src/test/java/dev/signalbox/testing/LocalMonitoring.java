package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.controlplane.TemporaryDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A real Prometheus that scrapes one app every 15 seconds, and a real Alertmanager that it tells. */
public final class LocalMonitoring implements AutoCloseable {
    /** Divides five minutes, as a ledger wants it. */
    public static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);

    private static final Duration START = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final URI prometheusUrl = URI.create("http://127.0.0.1:" + ChildProcess.freePort());
    private final URI alertmanagerUrl = URI.create("http://127.0.0.1:" + ChildProcess.freePort());
    private final ChildProcess alertmanager;
    private final ChildProcess prometheus;

    /**
     * Starts both; where one is missing the test is aborted with the reason (under {@code CI=true} it fails).
     *
     * @param app {@code host:port} to scrape
     * @param job its name
     * @param past what was scraped before, in the OpenMetrics format
     */
    public LocalMonitoring(String app, String job, String past) {
        Path promtool = required("promtool");
        ProgramRun history = ProgramRun.of(List.of(
                promtool.toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "--quiet",
                directory.write("past.txt", past).toString(),
                data().toString()));
        if (history.exitCode() != 0) {
            throw new AssertionError(history.output());
        }
        alertmanager = ChildProcess.start(
                "alertmanager",
                List.of(
                        required("alertmanager", "prometheus-alertmanager").toString(),
                        "--config.file="
                                + directory.write(
                                        "alertmanager.yaml", "route: {receiver: none}\nreceivers: [{name: none}]\n"),
                        "--storage.path=" + directory.path().resolve("alertmanager"),
                        "--web.listen-address=" + alertmanagerUrl.getAuthority(),
                        "--cluster.listen-address="),
                Map.of(),
                directory.path().resolve("alertmanager.log"));
        directory.write("rules/none.yaml", "groups: []\n");
        prometheus = ChildProcess.start(
                "prometheus",
                List.of(
                        required("prometheus").toString(),
                        "--config.file="
                                + directory.write("prometheus.yaml", """
                                global: {scrape_interval: %ds, evaluation_interval: 15s}
                                rule_files: [rules/*.yaml]
                                alerting: {alertmanagers: [{static_configs: [{targets: ['%s']}]}]}
                                scrape_configs: [{job_name: %s, static_configs: [{targets: ['%s']}]}]
                                """.formatted(
                                                SCRAPE_INTERVAL.toSeconds(), alertmanagerUrl.getAuthority(), job, app)),
                        "--storage.tsdb.path=" + data(),
                        "--storage.tsdb.retention.time=60d",
                        "--web.listen-address=" + prometheusUrl.getAuthority(),
                        "--web.enable-lifecycle"),
                Map.of(),
                directory.path().resolve("prometheus.log"));
        await(prometheus, prometheusUrl);
        await(alertmanager, alertmanagerUrl);
    }

    private static Path required(String... names) {
        return Stream.of(names)
                .flatMap(name -> Executables.onPath(name).stream())
                .findFirst()
                .orElseThrow(() -> Missing.prerequisite(
                        names[0] + " is not on the PATH; e2e/tools/find " + names[0] + " says how to get it"));
    }

    private void await(ChildProcess process, URI url) {
        boolean answers =
                Deadline.in(START).until(() -> !process.alive() || status(url.resolve("/-/ready"), "GET") == 200);
        if (!answers || !process.alive()) {
            String words = process.tail(20);
            close();
            throw new AssertionError("it did not start:\n" + words);
        }
    }

    /** Address of Prometheus. */
    public URI url() {
        return prometheusUrl;
    }

    /** Where Prometheus keeps its blocks. */
    public Path data() {
        return directory.path().resolve("data");
    }

    /** Puts a file among the rules and has it loaded. */
    public void load(String rules) {
        directory.write("rules/slo.yaml", rules);
        if (status(prometheusUrl.resolve("/-/reload"), "POST") != 200) {
            throw new AssertionError("the rules were refused:\n" + prometheus.tail(20));
        }
    }

    /** The one value of an instant query; empty where there is none, or more than one. */
    public OptionalDouble value(String query, Instant time) {
        JsonNode result = get(prometheusUrl.resolve("/api/v1/query?time=" + time.getEpochSecond() + "&query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                .at("/data/result");
        return result.size() == 1
                ? OptionalDouble.of(
                        Double.parseDouble(result.get(0).path("value").path(1).asText()))
                : OptionalDouble.empty();
    }

    /** The alerts that Alertmanager has. */
    public List<JsonNode> alerts() {
        return StreamSupport.stream(
                        get(alertmanagerUrl.resolve("/api/v2/alerts")).spliterator(), false)
                .toList();
    }

    /** Where Alertmanager is. */
    public URI alertmanagerUrl() {
        return alertmanagerUrl;
    }

    /** Silences what has a label of this value for an hour. */
    public void silence(String label, String value) {
        Instant now = Instant.now();
        String silence = """
                {"matchers": [{"name": "%s", "value": "%s", "isRegex": false}], "startsAt": "%s", "endsAt": "%s",
                 "createdBy": "somebody", "comment": "known"}
                """.formatted(label, value, now, now.plus(Duration.ofHours(1)));
        HttpRequest request = HttpRequest.newBuilder(alertmanagerUrl.resolve("/api/v2/silences"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(silence))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.body());
            }
        } catch (IOException e) {
            throw new AssertionError(alertmanager.tail(5), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode get(URI uri) {
        try {
            return JSON.readTree(http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new AssertionError(uri + ": " + prometheus.tail(5), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int status(URI uri, String method) {
        try {
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0; // not listening yet
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        prometheus.close();
        alertmanager.close();
        http.close();
        directory.close();
    }
}
