package dev.signalbox.backend;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        data(json, field -> {
            if (field.equals("groups")) {
                items(
                        json,
                        () -> fields(json, inGroup -> {
                            if (inGroup.equals("rules")) {
                                items(json, () -> {
                                    each.accept(rule(json));
                                    count[0]++;
                                });
                            } else {
                                json.skipChildren();
                            }
                        }));
            } else {
                json.skipChildren();
            }
        });
        return count[0];
    }

    /** Those that are something else say what: Mimir does, with an {@code application}. */
    static String version(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        data(json, field -> {
            switch (field) {
                case "version", "application" -> texts.put(field, json.getText());
                default -> json.skipChildren();
            }
        });
        return texts.getOrDefault("application", "Prometheus").equals("Prometheus")
                ? texts.getOrDefault("version", "")
                : "";
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

    private static EvaluatedRule rule(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> labels = new TreeMap<>();
        List<ActiveAlert> alerts = new ArrayList<>();
        fields(json, field -> {
            switch (field) {
                case "name", "query", "health", "lastError" -> texts.put(field, json.getText());
                case "labels" -> labels.putAll(texts(json));
                case "alerts" -> items(json, () -> alerts.add(alert(json)));
                default -> json.skipChildren();
            }
        });
        return new EvaluatedRule(
                texts.getOrDefault("name", ""),
                texts.getOrDefault("query", ""),
                labels,
                texts.getOrDefault("health", "unknown"),
                texts.getOrDefault("lastError", ""),
                alerts);
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
        return new ActiveAlert(labels, texts.getOrDefault("state", ""), time(texts.get("activeAt")));
    }

    private static Instant time(String text) throws IOException {
        try {
            return text == null ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IOException("not a time: " + text, e);
        }
    }

    private static Sample sample(JsonParser json) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        double[] value = {Double.NaN};
        fields(json, field -> {
            switch (field) {
                case "metric" -> labels.putAll(texts(json));
                case "value" -> {
                    json.nextToken(); // the time
                    json.nextToken();
                    value[0] = number(json.getText());
                    json.nextToken(); // the end
                }
                default -> json.skipChildren();
            }
        });
        return new Sample(labels, value[0]);
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

    private interface Field {
        /** At the field's value. */
        void at(String name) throws IOException;
    }

    private interface Item {
        /** At the item's first token. */
        void here() throws IOException;
    }

    /** The fields of {@code data} of a successful answer. */
    private static void data(JsonParser json, Field each) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        boolean[] success = {false};
        fields(json, field -> {
            switch (field) {
                case "status" -> success[0] = "success".equals(json.getText());
                case "data" -> fields(json, each);
                default -> json.skipChildren();
            }
        });
        if (!success[0]) {
            throw new IOException("it does not say that it is a success");
        }
    }

    private static Map<String, String> texts(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        fields(json, name -> texts.put(name, json.getText()));
        return texts;
    }

    private static void fields(JsonParser json, Field each) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            each.at(name);
        }
    }

    private static void items(JsonParser json, Item each) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return; // Go's way to write no items
        }
        expect(json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == null) {
                throw new IOException("it breaks off");
            }
            each.here();
        }
    }

    private static void expect(JsonToken token, JsonToken wanted) throws IOException {
        if (token != wanted) {
            throw new IOException("it has " + token + " where " + wanted + " should be");
        }
    }
}
