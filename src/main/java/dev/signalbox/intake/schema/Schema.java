package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One level of a custom resource's structural schema. Levels are looked into when a resource has something there: most
 * resources have little of what there can be.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/">Extend
 *     the Kubernetes API with CustomResourceDefinitions</a>
 */
public final class Schema {
    static final Schema ANYTHING = new Schema(MissingNode.getInstance());

    private static final Pattern EXAMPLE = Pattern.compile("Example: (.+?)\\.?$", Pattern.DOTALL);

    private final JsonNode json;
    private final String type;
    private final boolean nullable;
    private final boolean intOrString;
    private final List<String> required;
    private final boolean takesAnyField;
    private volatile Map<String, Schema> fields;
    private volatile List<Bound> bounds;
    private volatile Schema items;
    private volatile Schema others;

    /** @param json as in {@code openAPIV3Schema}; missing where the schema says nothing */
    public Schema(JsonNode json) {
        this.json = json;
        this.type = json.path("type").asText();
        this.nullable = json.path("nullable").asBoolean();
        this.intOrString = json.path("x-kubernetes-int-or-string").asBoolean();
        this.required = texts("required");
        boolean shapeless = type.isEmpty() && !json.has("properties");
        this.takesAnyField = shapeless
                || json.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                || json.path("additionalProperties").asBoolean();
    }

    JsonNode json() {
        return json;
    }

    /** Empty where any will do. */
    String type() {
        return type;
    }

    boolean nullable() {
        return nullable;
    }

    boolean intOrString() {
        return intOrString;
    }

    List<String> required() {
        return required;
    }

    /** The fields that have names, in their order. */
    Map<String, Schema> fields() {
        if (fields == null) {
            Map<String, Schema> named = new LinkedHashMap<>();
            json.path("properties")
                    .properties()
                    .forEach(field -> named.put(field.getKey(), new Schema(field.getValue())));
            fields = named;
        }
        return fields;
    }

    /** The schema of a field, of those that are named and of those that are not; nothing for one that is unknown. */
    Optional<Schema> field(String name) {
        Schema named = fields().get(name);
        return named == null ? others() : Optional.of(named);
    }

    Schema items() {
        if (items == null) {
            items = new Schema(json.path("items"));
        }
        return items;
    }

    /** The limits of a number. */
    List<Bound> bounds() {
        if (bounds == null) {
            bounds = Bound.of(json);
        }
        return bounds;
    }

    List<String> listMapKeys() {
        return json.path("x-kubernetes-list-type").asText().equals("map")
                ? texts("x-kubernetes-list-map-keys")
                : List.of();
    }

    boolean isSet() {
        return json.path("x-kubernetes-list-type").asText().equals("set");
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

    private Optional<Schema> others() {
        if (others == null && json.path("additionalProperties").isObject()) {
            others = new Schema(json.path("additionalProperties"));
        }
        return takesAnyField ? Optional.of(ANYTHING) : Optional.ofNullable(others);
    }

    private List<String> texts(String keyword) {
        List<String> texts = new ArrayList<>();
        json.path(keyword).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
