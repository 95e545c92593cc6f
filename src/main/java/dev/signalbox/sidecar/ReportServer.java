package dev.signalbox.sidecar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serves the last report: {@code /metrics} for Prometheus, {@code /status} for the operator. */
final class ReportServer implements AutoCloseable {
    private static final Map<String, Answer> ANSWERS = Map.of(
            "/metrics", new Answer("text/plain; version=0.0.4; charset=utf-8", ReloadReport::metrics),
            "/status", new Answer("application/json", ReloadReport::json));
    private static final Answer NOTHING =
            new Answer("text/plain; charset=utf-8", ignored -> "see /metrics and /status\n");

    private final HttpServer server;
    private final Supplier<ReloadReport> last;

    private record Answer(String type, Function<ReloadReport, String> body) {}

    private ReportServer(HttpServer server, Supplier<ReloadReport> last) {
        this.server = server;
        this.last = last;
    }

    static ReportServer start(InetSocketAddress address, Supplier<ReloadReport> last) throws IOException {
        ReportServer server = new ReportServer(HttpServer.create(address, 0), last);
        server.server.createContext("/", server::answer);
        server.server.start();
        return server;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = ANSWERS.getOrDefault(exchange.getRequestURI().getPath(), NOTHING);
            byte[] body = answer.body().apply(last.get()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.equals(NOTHING) ? 404 : 200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
