package dev.signalbox.backend.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.DashboardServer;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.http.Reading;
import dev.signalbox.backend.http.ServerHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Dashboards and alert rules that are in Grafana's database, wherever they came from.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/developers/http_api/">HTTP API</a>
 */
public final class GrafanaHttp implements DashboardServer, AutoCloseable {
    private static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Reading<JsonNode> TREE = body -> MAPPER.readTree(body);
    private static final int PAGE = 1_000;

    private final ServerHttp server;

    public GrafanaHttp(Endpoint endpoint, Limits limits) {
        server = new ServerHttp(endpoint, limits);
    }

    @Override
    public Answer<Integer> dashboards(BiConsumer<String, String> each) {
        int count = 0;
        for (int page = 1; ; page++) {
            switch (uids(page)) {
                case Answer.Unavailable<List<String>>(String why) -> {
                    return new Answer.Unavailable<>(why);
                }
                case Answer.Given<List<String>>(List<String> uids) -> {
                    for (String uid : uids) {
                        if (dashboard(uid, each) instanceof Answer.Unavailable<String>(String why)) {
                            return new Answer.Unavailable<>(why);
                        }
                        count++;
                    }
                    if (uids.size() < PAGE) {
                        return new Answer.Given<>(count);
                    }
                }
            }
        }
    }

    @Override
    public Answer<String> alertRules() {
        return server.get("/api/v1/provisioning/alert-rules", JSON, body -> TREE.from(body)
                .toString());
    }

    private Answer<List<String>> uids(int page) {
        return server.get(
                Endpoint.with(
                        "/api/search",
                        new TreeMap<>(Map.of(
                                "type", "dash-db", "limit", Integer.toString(PAGE), "page", Integer.toString(page)))),
                JSON,
                body -> {
                    List<String> uids = new ArrayList<>();
                    TREE.from(body).forEach(found -> uids.add(found.path("uid").asText()));
                    return uids;
                });
    }

    private Answer<String> dashboard(String uid, BiConsumer<String, String> each) {
        return server.get(
                "/api/dashboards/uid/"
                        + URLEncoder.encode(uid, StandardCharsets.UTF_8).replace("+", "%20"),
                JSON,
                body -> {
                    JsonNode dashboard = TREE.from(body).path("dashboard");
                    each.accept(dashboard.path("title").asText(uid), dashboard.toString());
                    return uid;
                });
    }

    @Override
    public void close() {
        server.close();
    }
}
