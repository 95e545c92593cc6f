package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Completes a resource with the defaults of its schema, as an API server does before anyone sees it: a null where none
 * may be counts as absent, a default goes only into an object that is there.
 */
final class Defaults {
    private Defaults() {}

    /** Changes the value in place. */
    static void apply(Schema schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            applyToFields(schema, object);
        } else if (value instanceof ArrayNode items) {
            applyToItems(schema.items(), items);
        }
    }

    private static void applyToFields(Schema schema, ObjectNode object) {
        List<String> absent = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Optional<Schema> known = schema.field(field.getKey());
            if (field.getValue().isNull() && known.isPresent() && !allowsNull(known.get())) {
                absent.add(field.getKey());
            }
        }
        object.remove(absent);
        for (Map.Entry<String, Schema> field : schema.fields().entrySet()) {
            JsonNode value = field.getValue().defaultValue();
            if (!value.isMissingNode() && !object.has(field.getKey())) {
                object.set(field.getKey(), value.deepCopy());
            }
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Optional<Schema> known = schema.field(field.getKey());
            if (known.isPresent()) {
                apply(known.get(), field.getValue());
            }
        }
    }

    private static void applyToItems(Schema schema, ArrayNode items) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).isNull()
                    && !schema.nullable()
                    && !schema.defaultValue().isMissingNode()) {
                items.set(i, schema.defaultValue().deepCopy());
            }
            apply(schema, items.get(i));
        }
    }

    private static boolean allowsNull(Schema schema) {
        return schema.nullable() || schema.equals(Schema.ANYTHING);
    }
}
