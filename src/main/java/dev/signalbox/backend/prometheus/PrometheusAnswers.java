package dev.signalbox.backend.prometheus;

import static dev.signalbox.backend.http.JsonTokens.expect;
import static dev.signalbox.backend.http.JsonTokens.fields;
import static dev.signalbox.backend.http.JsonTokens.items;
import static dev.signalbox.backend.http.JsonTokens.successful;
import static dev.signalbox.backend.http.JsonTokens.texts;
import static dev.signalbox.backend.http.JsonTokens.time;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.backend.ActiveAlert;
import dev.signalbox.backend.AlertingRule;
import dev.signalbox.backend.EvaluatedRule;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.Series;
import dev.signalbox.backend.ServerIdentity;
import dev.signalbox.backend.http.JsonTokens;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads Prometheus' answers token by token; what is not known is passed over.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">HTTP API</a>
 */
final class PrometheusAnswers {
    private PrometheusAnswers() {}

    static int rules(JsonParser json, Consumer<EvaluatedRule> each) throws IOException {
        int[] count = {0};
        eachRule(json, () -> {
            each.accept(rule(json));
            count[0]++;
        });
        return count[0];
    }

    static List<AlertingRule> alertingRules(JsonParser json) throws IOException {
        List<AlertingRule> rules = new ArrayList<>();
        eachRule(json, () -> {
            Raw raw = raw(json);
            if (raw.texts().getOrDefault("type", "").equals("alerting")) {
                rules.add(new AlertingRule(
                        raw.text("name"), raw.text("query"), raw.labels(), raw.annotations(), raw.alerts()));
            }
        });
        return rules;
    }

    private static void eachRule(JsonParser json, JsonTokens.Item each) throws IOException {
        data(json, field -> {
            if (field.equals("groups")) {
                items(
                        json,
                        () -> fields(json, inGroup -> {
                            if (inGroup.equals("rules")) {
                                items(json, each);
                            } else {
                                json.skipChildren();
                            }
                        }));
            } else {
                json.skipChildren();
            }
        });
    }

    static ServerIdentity identity(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        data(json, field -> {
            switch (field) {
                case "version", "application", "goVersion" -> texts.put(field, json.getText());
                default -> json.skipChildren();
            }
        });
        return ServerIdentity.of(
                texts.getOrDefault("application", ""),
                texts.getOrDefault("version", ""),
                texts.containsKey("goVersion"));
    }

    static Map<String, String> flags(JsonParser json) throws IOException {
        Map<String, String> flags = new TreeMap<>();
        data(json, name -> flags.put(name, json.getText()));
        return flags;
    }

    static List<Series> series(JsonParser json) throws IOException {
        List<Series> all = new ArrayList<>();
        data(json, field -> {
            if (field.equals("result") && json.currentToken() == JsonToken.START_ARRAY) {
                items(json, () -> all.add(oneSeries(json)));
            } else {
                json.skipChildren();
            }
        });
        return all;
    }

    static List<Sample> samples(JsonParser json) throws IOException {
        List<Sample> samples = new ArrayList<>();
        data(json, field -> {
            if (field.equals("result") && json.currentToken() == JsonToken.START_ARRAY) {
                items(json, () -> samples.add(sample(json)));
            } else {
                json.skipChildren();
            }
        });
        return samples;
    }

    static Set<String> names(JsonParser json, int most) throws IOException {
        Set<String> names = new HashSet<>();
        successful(
                json,
                () -> items(json, () -> {
                    names.add(json.getText());
                    if (names.size() > most) {
                        throw new IOException("it has more than " + most + " of them");
                    }
                }));
        return names;
    }

    private static EvaluatedRule rule(JsonParser json) throws IOException {
        Raw raw = raw(json);
        return new EvaluatedRule(
                raw.text("name"),
                raw.text("query"),
                raw.labels(),
                raw.texts().getOrDefault("health", "unknown"),
                raw.text("lastError"),
                raw.alerts());
    }

    /** A rule, recording or alerting. */
    private record Raw(
            Map<String, String> texts,
            Map<String, String> labels,
            Map<String, String> annotations,
            List<ActiveAlert> alerts) {
        String text(String field) {
            return texts.getOrDefault(field, "");
        }
    }

    private static Raw raw(JsonParser json) throws IOException {
        Raw raw = new Raw(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        fields(json, field -> {
            switch (field) {
                case "name", "query", "health", "lastError", "type" ->
                    raw.texts().put(field, json.getText());
                case "labels" -> raw.labels().putAll(texts(json));
                case "annotations" -> raw.annotations().putAll(texts(json));
                case "alerts" -> items(json, () -> raw.alerts().add(alert(json)));
                default -> json.skipChildren();
            }
        });
        return raw;
    }

    private static ActiveAlert alert(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> labels = new TreeMap<>();
        fields(json, field -> {
            switch (field) {
                case "state", "activeAt" -> texts.put(field, json.getText());
                case "labels" -> labels.putAll(texts(json));
                default -> json.skipChildren();
            }
        });
        return new ActiveAlert(labels, texts.getOrDefault("state", ""), time(texts.getOrDefault("activeAt", "")));
    }

    private static Sample sample(JsonParser json) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        double[] value = {Double.NaN};
        fields(json, field -> {
            switch (field) {
                case "metric" -> labels.putAll(texts(json));
                case "value" -> value[0] = point(json).value();
                default -> json.skipChildren();
            }
        });
        return new Sample(labels, value[0]);
    }

    private static Series oneSeries(JsonParser json) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        List<Series.Point> points = new ArrayList<>();
        fields(json, field -> {
            switch (field) {
                case "metric" -> labels.putAll(texts(json));
                case "values" -> items(json, () -> points.add(point(json)));
                default -> json.skipChildren();
            }
        });
        return new Series(labels, points);
    }

    /** {@code [1700000000.123, "0.5"]} */
    private static Series.Point point(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY);
        json.nextToken();
        Instant time = Instant.ofEpochMilli(Math.round(json.getDoubleValue() * 1000));
        json.nextToken();
        double value = number(json.getText());
        expect(json.nextToken(), JsonToken.END_ARRAY);
        return new Series.Point(time, value);
    }

    private static double number(String text) throws IOException {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw new IOException("not a number: " + text, e);
                }
            }
        };
    }

    /** The fields of {@code data} of a successful answer. */
    private static void data(JsonParser json, JsonTokens.Field each) throws IOException {
        successful(json, () -> fields(json, each));
    }
}
