package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Reads a field of more than one shape, and never fails on a wrong one: one such field must not make the rest of the
 * resource unreadable.
 */
abstract class UnionReader<T> extends JsonDeserializer<T> {

    // No schema refuses anything inside a union: a misspelt key must not fall away in silence, nor 0 be the first name.
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);

    /** The value in the first shape that fits. */
    abstract T read(JsonNode raw, ObjectMapper strict) throws JsonProcessingException;

    /** What fits no shape. */
    abstract T malformed(JsonNode raw);

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode raw = parser.readValueAsTree();
        try {
            return read(raw, STRICT);
        } catch (JsonProcessingException neither) {
            return malformed(raw);
        }
    }
}
