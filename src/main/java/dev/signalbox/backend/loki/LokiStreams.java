package dev.signalbox.backend.loki;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.JsonTokens;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.http.ServerHttp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Loki's HTTP API, as far as it tells of streams.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/">HTTP API</a>
 */
public final class LokiStreams implements StreamServer, AutoCloseable {
    private final ServerHttp server;

    /** @param endpoint with the tenant whose streams they are, where there are tenants */
    public LokiStreams(Endpoint endpoint, Limits limits) {
        this.server = new ServerHttp(endpoint, limits);
    }

    @Override
    public Answer<List<String>> labels(String selector, Instant start, Instant end) {
        return names("/loki/api/v1/labels", selector, start, end);
    }

    @Override
    public Answer<List<String>> values(String label, String selector, Instant start, Instant end) {
        return names("/loki/api/v1/label/" + label + "/values", selector, start, end);
    }

    private Answer<List<String>> names(String path, String selector, Instant start, Instant end) {
        return server.get(
                Endpoint.with(
                        path,
                        new TreeMap<>(Map.of("query", selector, "start", start.toString(), "end", end.toString()))),
                "application/json",
                JsonTokens.reading(JsonTokens::successfulTexts));
    }

    @Override
    public void close() {
        server.close();
    }
}
