package dev.signalbox.backend.prometheus;

import dev.signalbox.backend.AlertingRule;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.EvaluatedRule;
import dev.signalbox.backend.IdentityServer;
import dev.signalbox.backend.LabelServer;
import dev.signalbox.backend.NameServer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.RangeServer;
import dev.signalbox.backend.RuleServer;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.Series;
import dev.signalbox.backend.ServerIdentity;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.JsonTokens;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.http.ServerHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Prometheus' HTTP API, of version 1, as Prometheus and those that speak like it have it. */
public final class PrometheusHttp
        implements RuleServer, QueryServer, RangeServer, LabelServer, NameServer, IdentityServer, AutoCloseable {
    private final ServerHttp server;

    public PrometheusHttp(Endpoint endpoint) {
        this(endpoint, Limits.PATIENT);
    }

    public PrometheusHttp(Endpoint endpoint, Limits limits) {
        this.server = new ServerHttp(endpoint, limits);
    }

    @Override
    public Answer<Integer> rules(Consumer<EvaluatedRule> each) {
        return get("/api/v1/rules", json -> PrometheusAnswers.rules(json, each));
    }

    /** Servers that know no {@code type} give all rules. */
    @Override
    public Answer<List<AlertingRule>> alertingRules() {
        return get("/api/v1/rules?type=alert", PrometheusAnswers::alertingRules);
    }

    @Override
    public Answer<List<Sample>> query(String expression) {
        return get(
                Endpoint.with("/api/v1/query", new TreeMap<>(Map.of("query", expression))), PrometheusAnswers::samples);
    }

    @Override
    public Answer<List<Series>> range(String expression, Instant start, Instant end, Duration step) {
        return get(
                Endpoint.with(
                        "/api/v1/query_range",
                        new TreeMap<>(Map.of(
                                "query",
                                expression,
                                "start",
                                start.toString(),
                                "end",
                                end.toString(),
                                "step",
                                Long.toString(step.toSeconds())))),
                PrometheusAnswers::series);
    }

    @Override
    public Answer<List<String>> labels(String selector, Instant start, Instant end) {
        return get(
                Endpoint.with(
                        "/api/v1/labels",
                        new TreeMap<>(Map.of("match[]", selector, "start", start.toString(), "end", end.toString()))),
                JsonTokens::successfulTexts);
    }

    @Override
    public Answer<Set<String>> metricNames(Instant start, Instant end, int most) {
        return get(
                Endpoint.with(
                        "/api/v1/label/__name__/values",
                        new TreeMap<>(Map.of("start", start.toString(), "end", end.toString()))),
                json -> PrometheusAnswers.names(json, most));
    }

    @Override
    public Answer<ServerIdentity> identity() {
        return get("/api/v1/status/buildinfo", PrometheusAnswers::identity);
    }

    @Override
    public Answer<Map<String, String>> flags() {
        return get("/api/v1/status/flags", PrometheusAnswers::flags);
    }

    @Override
    public void close() {
        server.close();
    }

    private <T> Answer<T> get(String path, JsonTokens.Value<T> value) {
        return server.get(path, "application/json", JsonTokens.reading(value));
    }
}
