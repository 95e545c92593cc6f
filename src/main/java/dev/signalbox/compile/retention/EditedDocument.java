package dev.signalbox.compile.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Somebody else's document of overrides with what is ours in it: fields of one tenant. Rules that the tenant had stay, after
 * ours.
 *
 * @param document all of it
 * @param mark what is to be undone: the tenant, whether it was there, our fields, and what they were before
 */
public record EditedDocument(ObjectNode document, ObjectNode mark) {
    private static final String OVERRIDES = "overrides";
    private static final String RULES = "retention_stream";
    private static final String TENANT = "tenant";
    private static final String EXISTED = "existed";
    private static final String FIELDS = "fields";
    private static final String BEFORE = "before";

    /**
     * The document with our fields.
     *
     * @param mark of what is ours in it already
     */
    public static EditedDocument with(ObjectNode document, Optional<ObjectNode> mark, String tenant, ObjectNode ours) {
        ObjectNode edited = mark.map(known -> without(document, known)).orElseGet(document::deepCopy);
        ObjectNode overrides = object(edited, OVERRIDES);
        ObjectNode next = JsonNodeFactory.instance.objectNode();
        next.put(TENANT, tenant).put(EXISTED, overrides.path(tenant).isObject());
        ObjectNode limits = object(overrides, tenant);
        ArrayNode fields = next.putArray(FIELDS);
        ObjectNode before = next.putObject(BEFORE);
        ours.properties().forEach(field -> {
            fields.add(field.getKey());
            Optional.ofNullable(limits.get(field.getKey())).ifPresent(value -> before.set(field.getKey(), value));
            limits.set(field.getKey(), joined(field.getKey(), field.getValue(), before));
        });
        return new EditedDocument(edited, next);
    }

    /** The document as it was without us, with what others changed since. */
    public static ObjectNode without(ObjectNode document, ObjectNode mark) {
        ObjectNode restored = document.deepCopy();
        String tenant = mark.path(TENANT).asText();
        if (restored.path(OVERRIDES).path(tenant) instanceof ObjectNode limits) {
            mark.path(FIELDS).forEach(field -> limits.remove(field.asText()));
            mark.path(BEFORE).properties().forEach(field -> limits.set(field.getKey(), field.getValue()));
            if (limits.isEmpty() && !mark.path(EXISTED).asBoolean()) {
                ((ObjectNode) restored.path(OVERRIDES)).remove(tenant);
            }
        }
        return restored;
    }

    private static JsonNode joined(String field, JsonNode ours, ObjectNode before) {
        if (!field.equals(RULES) || !(before.get(RULES) instanceof ArrayNode theirs)) {
            return ours.deepCopy();
        }
        ArrayNode all = ours.deepCopy();
        theirs.forEach(all::add);
        return all;
    }

    /** What is none, as in an empty document, becomes one. */
    private static ObjectNode object(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
    }
}
