package dev.signalbox.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a field may hold, in words, for a cell of a table. */
final class SchemaBounds {

    private SchemaBounds() {}

    /** All bounds of a field and of what it holds many of; {@code shapes} names patterns with a length. */
    static String of(SchemaField field, Map<String, String> shapes) {
        List<String> bounds = new ArrayList<>();
        JSONSchemaProps schema = field.schema();
        range(bounds, schema.getMinItems(), schema.getMaxItems(), "items");
        if (schema.getAdditionalProperties() != null) {
            range(bounds, schema.getMinProperties(), schema.getMaxProperties(), "entries");
        }
        if ("set".equals(schema.getXKubernetesListType())) {
            bounds.add("no item twice");
        }
        if (!schema.getXKubernetesListMapKeys().isEmpty()) {
            bounds.add("unique by "
                    + CrdReference.code(schema.getXKubernetesListMapKeys().getFirst()));
        }
        one(bounds, field.content(), shapes);
        if (!field.content().equals(schema) && schema.getPattern() != null) {
            one(bounds, schema, shapes);
        }
        if (schema.getProperties().isEmpty()) { // else they stand above the object's own table
            schema.getXKubernetesValidations().forEach(rule -> bounds.add(rule.getMessage()));
        }
        return String.join("; ", bounds);
    }

    private static void one(List<String> bounds, JSONSchemaProps schema, Map<String, String> shapes) {
        if (!schema.getEnum().isEmpty()) {
            bounds.add(schema.getEnum().stream()
                    .map(value -> CrdReference.code(value.asText()))
                    .collect(Collectors.joining(", ")));
            return;
        }
        number(bounds, schema);
        String shape = shapes.get(schema.getPattern() + schema.getMaxLength());
        if (shape != null) {
            bounds.add("[%s](#shape-%s)".formatted(shape, shape.toLowerCase(Locale.ROOT)));
        } else if (schema.getPattern() != null) {
            bounds.add(CrdReference.code(schema.getPattern()));
        }
        if (shape == null && schema.getFormat() == null) {
            range(bounds, schema.getMinLength(), schema.getMaxLength(), "characters");
        }
        if ("date-time".equals(schema.getFormat())) {
            bounds.add("RFC 3339");
        }
    }

    private static void number(List<String> bounds, JSONSchemaProps schema) {
        if (schema.getMinimum() != null) {
            bounds.add((Boolean.TRUE.equals(schema.getExclusiveMinimum()) ? "above " : "at least ")
                    + plain(schema.getMinimum()));
        }
        if (schema.getMaximum() != null) {
            bounds.add((Boolean.TRUE.equals(schema.getExclusiveMaximum()) ? "below " : "at most ")
                    + plain(schema.getMaximum()));
        }
    }

    private static void range(List<String> bounds, Long min, Long max, String unit) {
        if (max != null) {
            bounds.add(min == null ? "at most " + max + " " + unit : min + " to " + max + " " + unit);
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
