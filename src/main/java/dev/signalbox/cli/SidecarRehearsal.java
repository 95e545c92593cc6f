package dev.signalbox.cli;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.controlplane.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does what runs beside a collector, with nobody to signal, and ends: see {@link Rehearsal}. */
public final class SidecarRehearsal {
    private static final String ANSWER = "{\"status\":\"Server available\",\"upSince\":\"2026-01-02T03:04:05.678Z\"}";
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_MILLIS = 50;

    private SidecarRehearsal() {}

    public static void main(String[] args) throws Exception {
        HttpServer health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.createContext("/", exchange -> {
            try (exchange) {
                byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        health.start();
        try {
            String url = "http://127.0.0.1:" + health.getAddress().getPort() + "/";
            run("await", "--health", url, "--for", "2s");
            reload(url);
        } finally {
            health.stop(0);
        }
        System.exit(0);
    }

    private static void reload(String health) throws Exception {
        Path directory = Files.createTempDirectory("signalbox-rehearsal");
        Path file = Files.writeString(directory.resolve("sampling.yaml"), "{}\n");
        String listen = "127.0.0.1:" + ChildProcess.freePort();
        Thread.ofPlatform()
                .daemon()
                .start(() -> run(
                        "reload",
                        "--watch",
                        directory.toString(),
                        "--process",
                        "nobody",
                        "--health",
                        health,
                        "--listen",
                        listen,
                        "--interval",
                        "50ms"));
        fetch("http://" + listen + "/status");
        Files.writeString(file, "{a: b}\n");
        fetch("http://" + listen + "/metrics");
        Files.delete(file);
        Files.delete(directory);
    }

    private static void run(String... words) {
        Signalbox.commandLine(words).execute(words);
    }

    private static void fetch(String url) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Thread.sleep(PAUSE_MILLIS);
            try (InputStream body = URI.create(url).toURL().openStream()) {
                body.readAllBytes();
                return;
            } catch (IOException _) {
                // Not listening yet.
            }
        }
    }
}
