package dev.signalbox.backend.alertmanager;

import static dev.signalbox.backend.http.JsonTokens.fields;
import static dev.signalbox.backend.http.JsonTokens.items;
import static dev.signalbox.backend.http.JsonTokens.texts;
import static dev.signalbox.backend.http.JsonTokens.time;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.JsonTokens;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.http.ServerHttp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alertmanager's HTTP API, of version 2.
 *
 * @see <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">OpenAPI document</a>
 */
public final class AlertmanagerHttp implements AlertServer, AutoCloseable {
    private static final String JSON = "application/json";

    private final ServerHttp server;

    public AlertmanagerHttp(Endpoint endpoint, Limits limits) {
        this.server = new ServerHttp(endpoint, limits);
    }

    @Override
    public Answer<List<Notified>> alerts() {
        return server.get("/api/v2/alerts", JSON, JsonTokens.reading(json -> all(json, AlertmanagerHttp::notified)));
    }

    @Override
    public Answer<List<Silence>> silences() {
        return server.get("/api/v2/silences", JSON, JsonTokens.reading(json -> all(json, AlertmanagerHttp::silence)));
    }

    @Override
    public Answer<String> silence(NewSilence silence) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode matchers = body.putArray("matchers");
        silence.matchers().forEach(matcher -> matchers.addObject()
                .put("name", matcher.name())
                .put("value", matcher.value())
                .put("isRegex", matcher.regex())
                .put("isEqual", matcher.equal()));
        body.put("startsAt", silence.startsAt().toString())
                .put("endsAt", silence.endsAt().toString())
                .put("createdBy", silence.createdBy())
                .put("comment", silence.comment());
        return server.post("/api/v2/silences", body.toString(), JsonTokens.reading(json -> texts(json)
                .getOrDefault("silenceID", "")));
    }

    @Override
    public Answer<Boolean> tell(NewAlert alert) {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        ObjectNode one = body.addObject()
                .put("startsAt", alert.startsAt().toString())
                .put("endsAt", alert.endsAt().toString());
        alert.labels().forEach(one.putObject("labels")::put);
        alert.annotations().forEach(one.putObject("annotations")::put);
        return server.post("/api/v2/alerts", body.toString(), _ -> true);
    }

    @Override
    public void close() {
        server.close();
    }

    private static <T> List<T> all(JsonParser json, JsonTokens.Value<T> one) throws IOException {
        List<T> all = new ArrayList<>();
        items(json, () -> all.add(one.from(json)));
        return all;
    }

    private static Notified notified(JsonParser json) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        Map<String, String> texts = new TreeMap<>();
        List<String> receivers = new ArrayList<>();
        List<String> silencedBy = new ArrayList<>();
        List<String> inhibitedBy = new ArrayList<>();
        fields(json, field -> {
            switch (field) {
                case "labels" -> labels.putAll(texts(json));
                case "startsAt" -> texts.put(field, json.getText());
                case "receivers" -> items(json, () -> receivers.add(texts(json).getOrDefault("name", "")));
                case "status" ->
                    fields(json, inStatus -> {
                        switch (inStatus) {
                            case "state" -> texts.put(inStatus, json.getText());
                            case "silencedBy" -> items(json, () -> silencedBy.add(json.getText()));
                            case "inhibitedBy" -> items(json, () -> inhibitedBy.add(json.getText()));
                            default -> json.skipChildren();
                        }
                    });
                default -> json.skipChildren();
            }
        });
        return new Notified(
                labels,
                texts.getOrDefault("state", ""),
                time(texts.getOrDefault("startsAt", "")),
                receivers,
                silencedBy,
                inhibitedBy);
    }

    private static Silence silence(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        List<Silence.Matcher> matchers = new ArrayList<>();
        fields(json, field -> {
            switch (field) {
                case "id", "startsAt", "endsAt", "createdBy" -> texts.put(field, json.getText());
                case "status" -> texts.put("state", texts(json).getOrDefault("state", ""));
                case "matchers" -> items(json, () -> matchers.add(matcher(json)));
                default -> json.skipChildren();
            }
        });
        return new Silence(
                texts.getOrDefault("id", ""),
                texts.getOrDefault("state", ""),
                matchers,
                time(texts.getOrDefault("startsAt", "")),
                time(texts.getOrDefault("endsAt", "")),
                texts.getOrDefault("createdBy", ""));
    }

    private static Silence.Matcher matcher(JsonParser json) throws IOException {
        Map<String, String> texts = texts(json);
        return new Silence.Matcher(
                texts.getOrDefault("name", ""),
                texts.getOrDefault("value", ""),
                "true".equals(texts.get("isRegex")),
                !"false".equals(texts.get("isEqual")));
    }
}
