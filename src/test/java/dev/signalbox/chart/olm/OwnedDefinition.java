package dev.signalbox.chart.olm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A kind as consoles show it: its fields, one level deep, in the words of its schema. */
final class OwnedDefinition {
    private static final String CONDITIONS = "urn:alm:descriptor:io.kubernetes.conditions";

    private OwnedDefinition() {}

    static ObjectNode of(JsonNode definition) {
        JsonNode version = definition.at("/spec/versions/0");
        JsonNode schema = version.at("/schema/openAPIV3Schema");
        ObjectNode owned = JsonNodeFactory.instance.objectNode();
        owned.set("name", definition.at("/metadata/name"));
        owned.set("version", version.get("name"));
        owned.set("kind", definition.at("/spec/names/kind"));
        owned.put("displayName", words(definition.at("/spec/names/kind").asText()));
        owned.set("description", schema.get("description"));
        owned.set("specDescriptors", descriptors(schema.at("/properties/spec/properties")));
        if (schema.at("/properties").has("status")) {
            owned.set("statusDescriptors", descriptors(schema.at("/properties/status/properties")));
        }
        return owned;
    }

    private static ArrayNode descriptors(JsonNode fields) {
        ArrayNode descriptors = JsonNodeFactory.instance.arrayNode();
        fields.properties().forEach(field -> {
            ObjectNode descriptor = descriptors.addObject().put("path", field.getKey());
            descriptor.put("displayName", words(field.getKey()));
            descriptor.set("description", field.getValue().get("description"));
            if (field.getKey().equals("conditions")) {
                descriptor.putArray("x-descriptors").add(CONDITIONS);
            }
        });
        return descriptors;
    }

    /** {@code ServiceObservability} and {@code realUserMonitoring} as people write them. */
    private static String words(String name) {
        String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2");
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
