package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.model.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds everything in a value that its schema does not allow. Rules in CEL are not evaluated: the readers of {@code
 * intake} check what they mean.
 */
public final class SchemaCheck {
    /** What each {@code type} takes; integers that were written with a fraction of zero have lost it by now. */
    private static final Map<String, Predicate<JsonNode>> TYPES = Map.of(
            "object", JsonNode::isObject,
            "array", JsonNode::isArray,
            "string", JsonNode::isTextual,
            "boolean", JsonNode::isBoolean,
            "number", value -> value.isNumber() && Double.isFinite(value.doubleValue()),
            "integer", JsonNode::isIntegralNumber);

    private static final Map<String, String> TYPE_NAMES = Map.of(
            "object", "a mapping",
            "array", "a list",
            "string", "text",
            "boolean", "true or false",
            "number", "a number",
            "integer", "a whole number");

    private static final int MOST_SHOWN = 4;

    /** Nobody writes as many; whoever makes them by a program gets an end. */
    private static final int MOST_VIOLATIONS = 1_000;

    private final ValueRules rules = new ValueRules();

    /** Every violation in a value, in the order in which things stand there; of very many the first ones. */
    public List<Violation> check(Schema schema, JsonNode value, String path) {
        List<Violation> violations = new ArrayList<>();
        check(schema, value, new Way(path), violations);
        return violations;
    }

    private void check(Schema schema, JsonNode value, Way path, List<Violation> violations) {
        if (violations.size() >= MOST_VIOLATIONS || value.isNull() && schema.nullable()) {
            return;
        }
        Optional<Violation> wrongType = type(schema, value, path);
        if (wrongType.isPresent()) {
            violations.add(wrongType.get());
            return;
        }
        Optional<ValueRules.Complaint> complaint = rules.check(schema, value);
        if (complaint.isPresent()) {
            violations.add(violation(schema, path, complaint.get()));
        }
        if (value instanceof ObjectNode object) {
            checkFields(schema, object, path, violations);
        } else if (value.isArray()) {
            checkItems(schema, value, path, violations);
        }
    }

    private static Violation violation(Schema schema, Way path, ValueRules.Complaint complaint) {
        String fix = complaint.fix().isEmpty() ? example(schema) : complaint.fix();
        return new Violation(path.toString(), complaint.message(), fix);
    }

    private void checkFields(Schema schema, ObjectNode object, Way path, List<Violation> violations) {
        for (String name : schema.required()) {
            if (!object.has(name)) {
                Schema missing = schema.field(name).orElse(Schema.ANYTHING);
                violations.add(
                        new Violation(path.field(name).toString(), "must be given, was missing", example(missing)));
            }
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Way there = path.field(field.getKey());
            Optional<Schema> known = schema.field(field.getKey());
            if (known.isPresent()) {
                check(known.get(), field.getValue(), there, violations);
            } else if (violations.size() < MOST_VIOLATIONS) {
                violations.add(unknown(schema, field.getKey(), there));
            }
        }
    }

    private void checkItems(Schema schema, JsonNode items, Way path, List<Violation> violations) {
        Map<List<JsonNode>, Integer> seen = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Way there = path.item(i);
            check(schema.items(), items.get(i), there, violations);
            List<JsonNode> identity = identity(schema, items.get(i));
            Integer first = identity.isEmpty() ? null : seen.putIfAbsent(identity, i);
            if (first != null && violations.size() < MOST_VIOLATIONS) {
                String shown = identity.stream().map(Shown::value).collect(Collectors.joining(", "));
                violations.add(new Violation(
                        there.toString(),
                        "must differ from the other items, was " + shown + " as is " + path.item(first),
                        "rename or remove one of them"));
            }
        }
    }

    /** What no two items of a list may have in common; empty where anything goes. */
    private static List<JsonNode> identity(Schema list, JsonNode item) {
        if (list.isSet()) {
            return List.of(item);
        }
        return list.listMapKeys().stream()
                .map(item::path)
                .filter(key -> !key.isMissingNode())
                .toList();
    }

    private static Optional<Violation> type(Schema schema, JsonNode value, Way path) {
        if (schema.intOrString()) {
            return value.isIntegralNumber() || value.isTextual()
                    ? Optional.empty()
                    : Optional.of(wrongType("a whole number or text", schema, value, path));
        }
        return schema.type().isEmpty() || TYPES.get(schema.type()).test(value)
                ? Optional.empty()
                : Optional.of(wrongType(TYPE_NAMES.get(schema.type()), schema, value, path));
    }

    private static Violation wrongType(String wanted, Schema schema, JsonNode value, Way path) {
        boolean unquoted = wanted.equals("text") && (value.isNumber() || value.isBoolean());
        String fix = unquoted ? "put it in quotes" : example(schema);
        return new Violation(path.toString(), "must be " + wanted + ", was " + Shown.withKind(value), fix);
    }

    private static Violation unknown(Schema schema, String name, Way path) {
        Set<String> names = schema.fields().keySet();
        String fix = Suggestion.nearest(name, names)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> names.isEmpty() ? "remove it" : "there are " + String.join(", ", names));
        return new Violation(path.toString(), "must be a known field, was unknown", fix);
    }

    private static String example(Schema schema) {
        return schema.example()
                .or(() -> shape(schema))
                .map(example -> "write e.g. " + example)
                .orElse("");
    }

    /** The fields of a mapping that has few. */
    private static Optional<String> shape(Schema schema) {
        Set<String> fields = schema.fields().keySet();
        return fields.isEmpty() || fields.size() > MOST_SHOWN
                ? Optional.empty()
                : Optional.of(fields.stream().collect(Collectors.joining(": …, ", "{", ": …}")));
    }
}
