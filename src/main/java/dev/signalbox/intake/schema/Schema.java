package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One level of a custom resource's structural schema.
 *
 * @param json as in {@code openAPIV3Schema}; missing where the schema says nothing
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/">Extend
 *     the Kubernetes API with CustomResourceDefinitions</a>
 */
public record Schema(JsonNode json) {
    static final Schema ANYTHING = new Schema(MissingNode.getInstance());

    private static final Pattern EXAMPLE = Pattern.compile("Example: (.+?)\\.?$", Pattern.DOTALL);

    /** The schema of a field, of those that are named and of those that are not; nothing for one that is unknown. */
    Optional<Schema> field(String name) {
        JsonNode named = json.path("properties").path(name);
        if (!named.isMissingNode()) {
            return Optional.of(new Schema(named));
        }
        JsonNode others = json.path("additionalProperties");
        if (others.isObject()) {
            return Optional.of(new Schema(others));
        }
        return others.asBoolean() || takesAnyField() ? Optional.of(ANYTHING) : Optional.empty();
    }

    Schema items() {
        return new Schema(json.path("items"));
    }

    /** The fields that have names, with their schemas. */
    Iterable<Map.Entry<String, JsonNode>> namedFields() {
        return json.path("properties").properties();
    }

    List<String> fieldNames() {
        return json.path("properties").propertyStream().map(Map.Entry::getKey).toList();
    }

    List<String> required() {
        return texts("required");
    }

    List<String> listMapKeys() {
        return json.path("x-kubernetes-list-type").asText().equals("map")
                ? texts("x-kubernetes-list-map-keys")
                : List.of();
    }

    boolean isSet() {
        return json.path("x-kubernetes-list-type").asText().equals("set");
    }

    boolean nullable() {
        return json.path("nullable").asBoolean();
    }

    boolean intOrString() {
        return json.path("x-kubernetes-int-or-string").asBoolean();
    }

    /** The default, missing where there is none. */
    JsonNode defaultValue() {
        return json.path("default");
    }

    /** What the description gives as {@code Example: …}. */
    Optional<String> example() {
        Matcher example = EXAMPLE.matcher(json.path("description").asText());
        return example.find() ? Optional.of(example.group(1)) : Optional.empty();
    }

    private boolean takesAnyField() {
        boolean shapeless =
                json.path("type").isMissingNode() && json.path("properties").isMissingNode();
        return shapeless || json.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    }

    private List<String> texts(String keyword) {
        return StreamSupport.stream(json.path(keyword).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
