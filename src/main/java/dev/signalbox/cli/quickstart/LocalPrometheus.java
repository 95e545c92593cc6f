package dev.signalbox.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.MetricsEndpoint;
import dev.signalbox.controlplane.MetricsEndpoint.Credential;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A real Prometheus on the loopback interface that scrapes the API server and evaluates what is in a rule directory. */
final class LocalPrometheus implements AutoCloseable {
    /** Divides five minutes, as the ledger of an SLO wants it, and gives two samples soon. */
    static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChildProcess process;
    private final URI url;
    private final Path rules;

    private LocalPrometheus(ChildProcess process, URI url, Path rules) {
        this.process = process;
        this.url = url;
        this.rules = rules;
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param executable the program
     * @param target what it scrapes
     * @param directory where it keeps its files
     */
    static LocalPrometheus start(Path executable, MetricsEndpoint target, Path directory) {
        int port = ChildProcess.freePort();
        Path configuration = directory.resolve("prometheus.yaml");
        Path rules = directory.resolve("rules");
        try {
            Files.createDirectories(rules);
            Files.writeString(configuration, configuration(target));
        } catch (IOException e) {
            throw new QuickstartFailure("could not write " + configuration + ": " + e.getMessage(), e);
        }
        List<String> command = List.of(
                executable.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-lifecycle",
                "--log.level=warn");
        ChildProcess process = ChildProcess.start("prometheus", command, Map.of(), directory.resolve("prometheus.log"));
        LocalPrometheus prometheus = new LocalPrometheus(process, URI.create("http://127.0.0.1:" + port), rules);
        if (!Deadline.in(START).until(() -> !process.alive() || prometheus.answers()) || !process.alive()) {
            String lastWords = process.tail(10);
            prometheus.close();
            throw new QuickstartFailure("prometheus did not start; its last words:\n" + lastWords);
        }
        return prometheus;
    }

    private static String configuration(MetricsEndpoint target) {
        List<String> lines = new ArrayList<>(List.of(
                "global:",
                "  scrape_interval: " + SCRAPE_INTERVAL.toSeconds() + "s",
                "  evaluation_interval: " + SCRAPE_INTERVAL.toSeconds() + "s",
                "rule_files: [rules/*.yaml]",
                "scrape_configs:",
                "- job_name: apiserver",
                "  scheme: " + target.url().getScheme(),
                "  metrics_path: " + target.url().getPath(),
                "  static_configs: [{targets: ['" + target.url().getAuthority() + "']}]"));
        if (target.credential() instanceof Credential.Token(Path file)) {
            lines.add("  authorization: {credentials_file: '" + file + "'}");
        }
        lines.add("  tls_config:");
        lines.add("    insecure_skip_verify: " + !target.verified());
        target.certificateAuthority().ifPresent(file -> lines.add("    ca_file: '" + file + "'"));
        if (target.credential() instanceof Credential.ClientCertificate(Path certificate, Path key)) {
            lines.add("    cert_file: '" + certificate + "'");
            lines.add("    key_file: '" + key + "'");
        }
        return String.join("\n", lines) + "\n";
    }

    URI url() {
        return url;
    }

    /** Where it reads rule files from, at the next {@link #reload()}. */
    Path rules() {
        return rules;
    }

    /** Makes it read its rule files again. */
    void reload() {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(url.resolve("/-/reload"))
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .orElseThrow(() -> new QuickstartFailure("prometheus does not answer"));
        if (answer.statusCode() != 200) {
            throw new QuickstartFailure("prometheus refuses the rules: " + answer.body());
        }
    }

    /** The one value of an instant query; empty where there is none yet, or more than one. */
    OptionalDouble value(String query) {
        URI uri = url.resolve("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        JsonNode result = send(HttpRequest.newBuilder(uri))
                .map(answer -> Serialization.unmarshal(answer.body(), JsonNode.class)
                        .path("data")
                        .path("result"))
                .orElseThrow(() -> new QuickstartFailure("prometheus does not answer"));
        return result.size() == 1
                ? OptionalDouble.of(
                        Double.parseDouble(result.get(0).path("value").path(1).asText()))
                : OptionalDouble.empty();
    }

    private boolean answers() {
        return send(HttpRequest.newBuilder(url.resolve("/-/ready")))
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
        try {
            return Optional.of(http.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartFailure("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
        http.close();
    }
}
