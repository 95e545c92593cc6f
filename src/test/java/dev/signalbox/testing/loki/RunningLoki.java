package dev.signalbox.testing.loki;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.TemporaryDirectory;
import dev.signalbox.testing.GoProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Loki of {@code e2e/loki}, which reads its runtime file every second, and runs until it is closed. */
public final class RunningLoki implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String SOURCES = "e2e/loki";

    private final HttpClient http = HttpClient.newHttpClient();
    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final int port = ChildProcess.freePort();
    private final ChildProcess process;

    /**
     * How it is started.
     *
     * @param tenants whether requests have to name one
     * @param retention whether the compactor deletes anything
     * @param runtimeFile whether it reads one
     * @param limits of all tenants, as YAML on one line
     */
    public record Setup(boolean tenants, boolean retention, boolean runtimeFile, String limits) {
        public static final Setup USUAL = new Setup(true, true, true, "{retention_period: 744h}");
    }

    private RunningLoki(Setup setup) {
        overrides("overrides: {}\n");
        String executable = GoProgram.required(SOURCES).toString();
        process = ChildProcess.start(
                "loki",
                List.of(
                        executable,
                        "-config.file=" + directory.write("loki.yaml", configuration(setup)),
                        "-log.level=warn"),
                Map.of(),
                directory.path().resolve("loki.log"));
        boolean answers = Deadline.in(START).until(() -> !process.alive() || isUp());
        if (!answers || !process.alive()) {
            String words = process.tail(20);
            close();
            throw new AssertionError("Loki did not start; its last words:\n" + words);
        }
    }

    public static RunningLoki start(Setup setup) {
        return new RunningLoki(setup);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Puts the runtime file in place at once, as a kubelet does. */
    public void overrides(String text) {
        try {
            Path next = directory.write("overrides.next", text);
            Files.move(
                    next,
                    directory.path().resolve("overrides.yaml"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it could read its runtime file when it last tried. */
    public boolean reloaded() {
        return get("/metrics", Optional.empty())
                .body()
                .lines()
                .anyMatch(line -> line.startsWith("loki_runtime_config_last_reload_successful") && line.endsWith(" 1"));
    }

    /** Answers to a question of a tenant. */
    public HttpResponse<String> get(String path, Optional<String> tenant) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path)).timeout(ANSWER);
        tenant.ifPresent(name -> request.header("X-Scope-OrgID", name));
        return send(request.build());
    }

    /** Sends something as a tenant. */
    public HttpResponse<String> post(String path, String type, String body, String tenant) {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(ANSWER)
                .header("Content-Type", type)
                .header("X-Scope-OrgID", tenant)
                .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isUp() {
        try {
            return get("/config", Optional.empty()).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private String configuration(Setup setup) {
        return """
                auth_enabled: %s
                server: {http_listen_address: 127.0.0.1, http_listen_port: %d, grpc_listen_address: 127.0.0.1, grpc_listen_port: %d}
                common:
                  ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}
                  replication_factor: 1
                  path_prefix: %s
                schema_config:
                  configs: [{from: 2020-05-15, store: tsdb, object_store: filesystem, schema: v13, index: {prefix: index_, period: 24h}}]
                storage_config: {filesystem: {directory: %s/chunks}}
                compactor: {working_directory: %s/compactor%s}
                limits_config: %s
                runtime_config: {period: 1s%s}
                frontend: {address: 127.0.0.1}
                analytics: {reporting_enabled: false}
                """.formatted(
                        setup.tenants(),
                        port,
                        ChildProcess.freePort(),
                        directory.path(),
                        directory.path(),
                        directory.path(),
                        setup.retention() ? ", retention_enabled: true, delete_request_store: filesystem" : "",
                        setup.limits(),
                        setup.runtimeFile() ? ", file: " + directory.path().resolve("overrides.yaml") : "");
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
