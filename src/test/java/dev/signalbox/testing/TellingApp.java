package dev.signalbox.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An app that tells at {@code /metrics} whatever a test has to say. */
public final class TellingApp implements AutoCloseable {
    private final HttpServer server;
    private volatile String text = "";

    private TellingApp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** Starts it, with nothing to say. */
    public static TellingApp start() {
        try {
            return new TellingApp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param series in Prometheus' text format, in place of those before */
    public void say(String... series) {
        text = String.join("\n", series) + "\n";
    }

    /** A value of {@code scrape_configs}, on one line: every second, with the labels that are told. */
    public String scrapes() {
        return "[{job_name: told, honor_labels: true, scrape_interval: 1s, static_configs: [{targets: ['127.0.0.1:%d']}]}]"
                .formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
