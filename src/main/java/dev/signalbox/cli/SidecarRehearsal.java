package dev.signalbox.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
        InetAddress loopback = InetAddress.getLoopbackAddress();
        HttpServer health = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        health.createContext("/", exchange -> {
            try (exchange) {
                byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        health.start();
        String url = "http://127.0.0.1:" + health.getAddress().getPort() + "/";
        run("await", "--health", url, "--for", "2s");
        Path directory = Files.createTempDirectory("signalbox-rehearsal");
        Path file = Files.writeString(directory.resolve("sampling.yaml"), "{}\n");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
            port = free.getLocalPort();
        }
        String listen = "127.0.0.1:" + port;
        Thread.ofPlatform()
                .daemon()
                .start(() -> run(
                        "reload",
                        "--watch",
                        directory.toString(),
                        "--process",
                        "nobody",
                        "--health",
                        url,
                        "--listen",
                        listen,
                        "--interval",
                        "50ms"));
        fetch("http://" + listen + "/status");
        Files.writeString(file, "{a: b}\n");
        fetch("http://" + listen + "/metrics");
        Files.delete(file);
        Files.delete(directory);
        System.exit(0);
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
            } catch (java.io.IOException e) {
                continue; // not listening yet
            }
        }
    }
}
