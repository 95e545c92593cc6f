package dev.signalbox.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.controlplane.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that has a collector's name and a handler for SIGHUP, and a health check that says what the test wants. */
final class ScriptedCollector implements AutoCloseable {
    private static final String STAYS = "trap 'echo hup' HUP; echo ready; while :; do sleep 0.05; done";
    private static final String DIES = "trap 'exit 1' HUP; echo ready; while :; do sleep 0.05; done";

    private final Path program;
    private final HttpServer health;
    private final List<Process> processes = new ArrayList<>();
    private final AtomicInteger signals = new AtomicInteger();
    private volatile Optional<Instant> upSince = Optional.empty();

    /** @param directory for a program of a name that no other process has */
    ScriptedCollector(Path directory) throws IOException {
        program = Files.createSymbolicLink(directory.resolve("otelcol-" + System.nanoTime()), Path.of("/bin/bash"));
        health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = upSince.map(
                                "{\"status\":\"Server available\",\"upSince\":\"%s\",\"uptime\":\"1s\"}"::formatted)
                        .orElse("{\"status\":\"Server not available\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(upSince.isPresent() ? 200 : 503, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        health.start();
    }

    String name() {
        return program.getFileName().toString();
    }

    URI health() {
        return URI.create("http://127.0.0.1:" + health.getAddress().getPort() + "/");
    }

    /** SIGHUPs that it got. */
    int signals() {
        return signals.get();
    }

    /** Begins a process that is healthy, and is so again at once after each SIGHUP. */
    Process start() throws IOException {
        Process process = start(STAYS, () -> upSince = Optional.of(Instant.now()));
        upSince = Optional.of(Instant.now());
        return process;
    }

    /** Begins a process that is healthy until SIGHUP. */
    Process startBreaking() throws IOException {
        Process process = start(STAYS, () -> upSince = Optional.empty());
        upSince = Optional.of(Instant.now());
        return process;
    }

    /** Begins a process that ends when it gets SIGHUP, as one does whose new file is wrong. */
    Process startDying() throws IOException {
        Process process = start(DIES, () -> {});
        Future<?> _ = process.onExit().thenRun(() -> upSince = Optional.empty());
        upSince = Optional.of(Instant.now());
        return process;
    }

    private Process start(String script, Runnable hungUp) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "-c", script).start();
        processes.add(process);
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        assertThat(lines.readLine()).isEqualTo("ready");
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(line -> {
            hungUp.run();
            signals.incrementAndGet();
        }));
        return process;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        assertThat(Deadline.in(Duration.ofSeconds(10))
                        .until(() -> processes.stream().noneMatch(Process::isAlive)))
                .isTrue();
        health.stop(0);
    }
}
