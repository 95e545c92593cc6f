package dev.signalbox.testing.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Values of attributes in OTLP's JSON: here a String, Long, Double, Boolean, or a List or Map of these. */
final class AnyValue {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AnyValue() {}

    static ArrayNode written(Map<String, Object> attributes) {
        ArrayNode list = JSON.arrayNode();
        attributes.forEach((key, value) -> list.addObject().put("key", key).set("value", written(value)));
        return list;
    }

    static ObjectNode written(Object value) {
        ObjectNode node = JSON.objectNode();
        switch (value) {
            case String text -> node.put("stringValue", text);
            case Boolean truth -> node.put("boolValue", truth);
            case Integer number -> node.put("intValue", number.toString());
            case Long number -> node.put("intValue", number.toString());
            case Double number -> node.put("doubleValue", number);
            case List<?> list -> {
                ArrayNode values = node.putObject("arrayValue").putArray("values");
                list.forEach(element -> values.add(written(element)));
            }
            case Map<?, ?> map -> {
                ArrayNode values = node.putObject("kvlistValue").putArray("values");
                map.forEach((key, element) ->
                        values.addObject().put("key", key.toString()).set("value", written(element)));
            }
            default -> throw new IllegalArgumentException("no attribute can be a " + value.getClass());
        }
        return node;
    }

    static Map<String, Object> readAttributes(JsonNode list) {
        Map<String, Object> attributes = new TreeMap<>();
        list.forEach(entry -> attributes.put(entry.path("key").asText(), read(entry.path("value"))));
        return attributes;
    }

    /** An absent value reads as empty text. */
    static Object read(JsonNode value) {
        if (value.isEmpty()) {
            return "";
        }
        var field = value.properties().iterator().next();
        JsonNode content = field.getValue();
        return switch (field.getKey()) {
            case "boolValue" -> content.asBoolean();
            case "intValue" -> content.asLong();
            case "doubleValue" -> content.asDouble();
            case "arrayValue" ->
                StreamSupport.stream(content.path("values").spliterator(), false)
                        .map(AnyValue::read)
                        .toList();
            case "kvlistValue" -> readAttributes(content.path("values"));
            default -> content.asText();
        };
    }
}
