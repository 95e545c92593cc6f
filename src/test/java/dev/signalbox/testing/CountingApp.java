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

/**
 * An app that counts 100 requests a second, of which a given share fails, and says so at {@code /metrics}. What it counts
 * follows from the time alone, so that it has a past before it was started.
 */
public final class CountingApp implements AutoCloseable {
    /** What Prometheus is to call it. */
    public static final String JOB = "app";

    private static final long PER_SECOND = 100;

    private final HttpServer server;
    private final Instant began;
    private final double failing;
    private volatile Instant outage = Instant.MAX;

    private CountingApp(HttpServer server, Instant began, double failing) {
        this.server = server;
        this.began = began;
        this.failing = failing;
    }

    /**
     * Starts it.
     *
     * @param began when it began to count
     * @param failing share of requests that fail, while there is no outage
     */
    public static CountingApp start(Instant began, double failing) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            CountingApp app = new CountingApp(server, began, failing);
            server.createContext("/metrics", app::answer);
            server.start();
            return app;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on every request fails. */
    public void breakDown() {
        outage = Instant.now();
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What Prometheus would have scraped, in the OpenMetrics format. */
    public String past(Instant end, Duration interval) {
        StringBuilder text = new StringBuilder("# TYPE app_requests counter\n");
        for (String code : new String[] {"200", "500"}) {
            for (Instant time = began; !time.isAfter(end); time = time.plus(interval)) {
                text.append("app_requests_total{code=\"%s\",instance=\"%s\",job=\"%s\"} %s %d%n"
                        .formatted(code, address(), JOB, count(code, time), time.getEpochSecond()));
            }
        }
        return text.append("# EOF\n").toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Instant now = Instant.now();
        byte[] body = """
                # TYPE app_requests_total counter
                app_requests_total{code="200"} %s
                app_requests_total{code="500"} %s
                """.formatted(count("200", now), count("500", now)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private double count(String code, Instant now) {
        Instant good = now.isBefore(outage) ? now : outage;
        double before = seconds(began, good) * PER_SECOND;
        double during = seconds(good, now) * PER_SECOND;
        return code.equals("500") ? before * failing + during : before * (1 - failing);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
