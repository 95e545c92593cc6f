package dev.signalbox.intake.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/**
 * A value as {@link DocumentReader} reads it from a file, without its places, and of a limited size whoever sent it. Each of
 * {@code {},} takes three bytes of JSON and a hundred of memory.
 */
public final class JsonTree {
    /** Several times what the largest resource has that a person wrote, with all that is noted of its fields. */
    static final int MOST_VALUES = 20_000;

    private static final int DEEPEST = 100;

    private final JsonParser tokens;
    private final int most;
    private int values;

    private JsonTree(JsonParser tokens, int most) {
        this.tokens = tokens;
        this.most = most;
    }

    /** It is larger or deeper than it may be; the tokens stand somewhere in it. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(String message) {
            super(message);
        }
    }

    /**
     * The value at which the tokens stand.
     *
     * @throws IOException it is not JSON, or larger or deeper than any resource
     */
    public static JsonNode read(JsonParser tokens) throws IOException {
        return read(tokens, MOST_VALUES);
    }

    /**
     * The value at which the tokens stand.
     *
     * @param most values in it
     * @throws TooLarge it has more, or is nested too deep
     * @throws IOException it is not JSON
     */
    public static JsonNode read(JsonParser tokens, int most) throws IOException {
        return new JsonTree(tokens, most).value(0);
    }

    private JsonNode value(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new TooLarge("must be nested at most " + DEEPEST + " deep, was deeper");
        }
        if (++values > most) {
            throw new TooLarge("must have at most " + most + " values, had more");
        }
        return switch (tokens.currentToken()) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> TextNode.valueOf(tokens.getText());
            case VALUE_NUMBER_INT -> PlainScalar.number(tokens.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> PlainScalar.number(tokens.getDoubleValue());
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            default -> NullNode.instance;
        };
    }

    private ObjectNode object(int depth) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            String name = tokens.currentName();
            tokens.nextToken();
            object.set(name, value(depth + 1));
        }
        return object;
    }

    private ArrayNode array(int depth) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(depth + 1));
        }
        return array;
    }
}
