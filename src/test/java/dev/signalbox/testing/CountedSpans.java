package dev.signalbox.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What collectors count of spans, and what rules record of SLOs, at {@code /metrics}, without collectors. Counters grow at
 * rates that a test sets, and have grown at the first of them before it was started.
 */
public final class CountedSpans implements AutoCloseable {
    /** What Prometheus is to call it. */
    public static final String JOB = "collectors";

    private final HttpServer server;
    private final Instant began;
    private final Map<String, Map<String, Counter>> counters = new TreeMap<>();
    private final Map<String, Double> gauges = new TreeMap<>();

    private record Counter(double value, double perSecond, Instant at) {
        double at(Instant time) {
            return value + perSecond * Duration.between(at, time).toMillis() / 1000.0;
        }
    }

    private CountedSpans(HttpServer server, Instant began) {
        this.server = server;
        this.began = began;
    }

    /** @param began when it began to count */
    public static CountedSpans start(Instant began) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            CountedSpans spans = new CountedSpans(server, began);
            server.createContext("/metrics", spans::answer);
            server.start();
            return spans;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * From now on a counter grows at that rate; one that is new always has.
     *
     * @param name as in {@code signalbox_spans_received_total}
     * @param service {@code namespace/service}
     */
    public synchronized void count(String name, String service, double perSecond) {
        Instant now = Instant.now();
        counters.computeIfAbsent(name, _ -> new TreeMap<>())
                .merge(
                        "signalbox_service=\"%s\"".formatted(service),
                        new Counter(0, perSecond, began),
                        (before, _) -> new Counter(before.at(now), perSecond, now));
    }

    /** @param series with its labels */
    public synchronized void record(String series, double value) {
        gauges.put(series, value);
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What Prometheus would have scraped until now, in the OpenMetrics format. */
    public synchronized String past(Duration interval) {
        Instant now = Instant.now();
        StringBuilder text = new StringBuilder();
        counters.forEach((name, series) -> {
            text.append("# TYPE %s counter%n".formatted(name.substring(0, name.length() - "_total".length())));
            series.forEach((labels, counter) -> {
                for (Instant time = began; time.isBefore(now); time = time.plus(interval)) {
                    text.append("%s{%s,instance=\"%s\",job=\"%s\"} %s %d%n"
                            .formatted(name, labels, address(), JOB, counter.at(time), time.getEpochSecond()));
                }
            });
        });
        return text.append("# EOF\n").toString();
    }

    private synchronized String present() {
        Instant now = Instant.now();
        StringBuilder text = new StringBuilder();
        counters.forEach((name, series) -> {
            text.append("# TYPE %s counter%n".formatted(name));
            series.forEach((labels, counter) -> text.append("%s{%s} %s%n".formatted(name, labels, counter.at(now))));
        });
        gauges.forEach(
                (series, value) -> text.append(series).append(' ').append(value).append('\n'));
        return text.toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = present().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
