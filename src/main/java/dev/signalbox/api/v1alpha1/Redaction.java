package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * Something to mask: by name, or by a pattern of the user's own. The schema can't tell the two shapes apart, so
 * anything can arrive here; what is neither is kept as it came for intake to report.
 */
@JsonDeserialize(using = Redaction.Reader.class)
public sealed interface Redaction {

    /** A pattern of ours. */
    @JsonDeserialize // not by the reader of the union
    enum Preset implements Redaction {
        @JsonProperty("CreditCard")
        CREDIT_CARD,
        @JsonProperty("Email")
        EMAIL
    }

    /**
     * A pattern of the user's own; either component may be null.
     *
     * @param name what it is called in counts
     * @param pattern RE2
     */
    @JsonDeserialize // not by the reader of the union
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Custom(String name, String pattern) implements Redaction {}

    /**
     * Neither a known name nor a pattern.
     *
     * @param raw what was written
     */
    record Malformed(@JsonValue JsonNode raw) implements Redaction {}

    /** Tells the shapes apart. */
    final class Reader extends UnionReader<Redaction> {
        @Override
        Redaction read(JsonNode raw, ObjectMapper strict) throws JsonProcessingException {
            return raw.isObject() ? strict.treeToValue(raw, Custom.class) : strict.treeToValue(raw, Preset.class);
        }

        @Override
        Redaction malformed(JsonNode raw) {
            return new Malformed(raw);
        }
    }
}
