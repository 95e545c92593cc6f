package dev.signalbox.testing.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.TemporaryDirectory;
import dev.signalbox.testing.Promtool;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Prometheus with rules that can be changed, until it is closed. */
public final class RunningPrometheus implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final URI url = URI.create("http://127.0.0.1:" + ChildProcess.freePort());
    private final ChildProcess process;

    /**
     * Starts one and waits until it is ready.
     *
     * @param scrapes value of {@code scrape_configs}, as YAML on one line
     * @param flags beside those for its files and its address
     */
    public static RunningPrometheus start(PrometheusBinary binary, String scrapes, String... flags) {
        return new RunningPrometheus(binary, "", scrapes, flags);
    }

    /**
     * Starts one that scrapes nothing and has a past.
     *
     * @param samples with their times, in OpenMetrics' text format; the newest promtool reads it
     */
    public static RunningPrometheus withPast(PrometheusBinary binary, String samples, String... flags) {
        return new RunningPrometheus(binary, samples, "[]", flags);
    }

    private RunningPrometheus(PrometheusBinary binary, String samples, String scrapes, String... flags) {
        Path data = directory.path().resolve("data");
        if (!samples.isEmpty()) {
            Promtool.Verdict verdict = Promtool.newest().createBlocks(directory.write("samples.txt", samples), data);
            if (!verdict.accepted()) {
                throw new AssertionError("the samples were refused:\n" + verdict.output());
            }
        }
        directory.write("rules/none.yaml", "groups: []\n");
        List<String> command = new ArrayList<>(List.of(
                binary.executable().toString(),
                "--config.file=" + directory.write("prometheus.yaml", """
                        global: {scrape_interval: 5s, evaluation_interval: 5s}
                        rule_files: [rules/*.yaml]
                        scrape_configs: %s
                        """.formatted(scrapes)),
                "--storage.tsdb.path=" + data,
                "--web.listen-address=" + url.getAuthority(),
                "--web.enable-lifecycle"));
        command.addAll(List.of(flags));
        process = ChildProcess.start(
                "prometheus", command, Map.of(), directory.path().resolve("prometheus.log"));
        boolean ready = Deadline.in(START).until(() -> !process.alive() || status("/-/ready", "GET") == 200);
        if (!ready || !process.alive()) {
            String words = process.tail(20);
            close();
            throw new AssertionError("Prometheus did not start; its last words:\n" + words);
        }
    }

    public URI url() {
        return url;
    }

    /** Puts a file among the rules and has it loaded. */
    public void load(String rules) {
        directory.write("rules/loaded.yaml", rules);
        if (status("/-/reload", "POST") != 200) {
            throw new AssertionError("the rules were refused:\n" + process.tail(20));
        }
    }

    /** The series of a range query. */
    public JsonNode range(String promql, Instant start, Instant end, Duration step) {
        return result("/api/v1/query_range?start=%d&end=%d&step=%d&query=%s"
                .formatted(start.getEpochSecond(), end.getEpochSecond(), step.toSeconds(), encoded(promql)));
    }

    /** The series of an instant query. */
    public JsonNode instant(String promql, Instant time) {
        return result("/api/v1/query?time=%d&query=%s".formatted(time.getEpochSecond(), encoded(promql)));
    }

    private JsonNode result(String path) {
        try {
            JsonNode answer = JSON.readTree(http.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
            if (!answer.path("status").asText().equals("success")) {
                throw new AssertionError(path + ": " + answer.path("error").asText());
            }
            return answer.at("/data/result");
        } catch (IOException e) {
            throw new AssertionError(path + ": " + process.tail(5), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int status(String path, String method) {
        try {
            return http.send(
                            request(path)
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

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        http.close();
        directory.close();
    }
}
