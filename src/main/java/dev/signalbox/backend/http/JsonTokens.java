package dev.signalbox.backend.http;

import com.fasterxml.jackson.core.JsonFactory;
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

/**
 * JSON token by token, so that an answer of megabytes is never a tree. Each method begins at the first token of a value and
 * leaves the parser at its last.
 */
public final class JsonTokens {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonTokens() {}

    /** Reads an answer from its first token. */
    @FunctionalInterface
    public interface Value<T> {
        T from(JsonParser json) throws IOException;
    }

    /** At a field's value. */
    @FunctionalInterface
    public interface Field {
        void at(String name) throws IOException;
    }

    /** At an item's first token. */
    @FunctionalInterface
    public interface Item {
        void here() throws IOException;
    }

    /** An answer that is JSON. */
    public static <T> Reading<T> reading(Value<T> value) {
        return body -> {
            try (JsonParser json = JSON.createParser(body)) {
                json.nextToken();
                return value.from(json);
            }
        };
    }

    /** Each field of an object; one that isn't known is passed over by {@link JsonParser#skipChildren()}. */
    public static void fields(JsonParser json, Field each) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            each.at(name);
        }
    }

    /** Each item of an array; null is Go's way to write none. */
    public static void items(JsonParser json, Item each) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == null) {
                throw new IOException("it breaks off");
            }
            each.here();
        }
    }

    /** The {@code data} of an answer that says of itself that it is a success, as Prometheus and Loki write it. */
    public static void successful(JsonParser json, Item data) throws IOException {
        boolean[] success = {false};
        fields(json, field -> {
            switch (field) {
                case "status" -> success[0] = "success".equals(json.getText());
                case "data" -> data.here();
                default -> json.skipChildren();
            }
        });
        if (!success[0]) {
            throw new IOException("it does not say that it is a success");
        }
    }

    /** The same, of which the {@code data} is a list of texts. */
    public static List<String> successfulTexts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        successful(json, () -> items(json, () -> texts.add(json.getText())));
        return texts;
    }

    /** An object whose values are texts. */
    public static Map<String, String> texts(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        fields(json, name -> texts.put(name, json.getText()));
        return texts;
    }

    /** @param text RFC 3339; empty is the epoch */
    public static Instant time(String text) throws IOException {
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IOException("not a time: " + text, e);
        }
    }

    public static void expect(JsonToken token, JsonToken wanted) throws IOException {
        if (token != wanted) {
            throw new IOException("it has " + token + " where " + wanted + " should be");
        }
    }
}
