package dev.signalbox.testing.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.controlplane.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * A backend that takes OTLP's JSON over HTTP ({@code otlp_http} with {@code encoding: json}) and remembers all of it. It
 * can be away for a while.
 */
public final class Sink implements AutoCloseable {
    private static final int AWAY = 503;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final List<Received> received = new ArrayList<>();
    private volatile boolean away;

    /** One request. */
    private record Received(String path, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Sink(HttpServer server) {
        this.server = server;
    }

    public static Sink start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Sink sink = new Sink(server);
            server.setExecutor(sink.threads);
            server.createContext("/", sink::answer);
            server.start();
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code endpoint} of an exporter. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on refuses all, for a reason that will pass. */
    public void goAway() {
        away = true;
    }

    /** From now on takes all. */
    public void comeBack() {
        away = false;
    }

    public List<Span> spans() {
        return requests("/v1/traces").stream()
                .flatMap(request -> OtlpReader.spans(request.json()).stream())
                .toList();
    }

    /** Spans by the identifier of their trace. */
    public Map<String, List<Span>> traces() {
        return spans().stream().collect(Collectors.groupingBy(Span::trace));
    }

    public List<LogRecord> logs() {
        return requests("/v1/logs").stream()
                .flatMap(request -> OtlpReader.logs(request.json()).stream())
                .toList();
    }

    public List<MetricPoint> points() {
        return requests("/v1/metrics").stream()
                .flatMap(request -> OtlpReader.metrics(request.json()).stream())
                .toList();
    }

    /** The last point of each series of that metric. */
    public List<MetricPoint> latest(String metric) {
        record Series(Origin origin, Map<String, Object> attributes) {}
        return List.copyOf(points().stream()
                .filter(point -> point.name().equals(metric))
                .collect(Collectors.toMap(
                        point -> new Series(point.origin(), point.attributes()),
                        point -> point,
                        (one, other) -> other.time().isBefore(one.time()) ? one : other))
                .values());
    }

    /** What the last points of that metric's series come to. */
    public double total(String metric) {
        return latest(metric).stream().mapToDouble(MetricPoint::number).sum();
    }

    /** Whether these characters are anywhere in what came, as JSON writes them. */
    public boolean hasSeen(String text) {
        return requests("/").stream().anyMatch(request -> request.text().contains(text));
    }

    /** The last request in which these characters are, as it came. */
    public String requestWith(String text) {
        return requests("/").stream()
                .map(Received::text)
                .filter(request -> request.contains(text))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no request with " + text));
    }

    /** Waits until that holds, or the time is up; returns whether it holds. */
    public boolean await(Duration time, Predicate<Sink> condition) {
        return Deadline.in(time).until(() -> condition.test(this));
    }

    private List<Received> requests(String path) {
        synchronized (received) {
            return received.stream()
                    .filter(request -> request.path().startsWith(path))
                    .toList();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = exchange.getRequestBody();
            String text =
                    new String((zipped ? new GZIPInputStream(body) : body).readAllBytes(), StandardCharsets.UTF_8);
            if (away) {
                exchange.sendResponseHeaders(AWAY, -1);
                return;
            }
            synchronized (received) {
                received.add(new Received(exchange.getRequestURI().getPath(), text));
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
