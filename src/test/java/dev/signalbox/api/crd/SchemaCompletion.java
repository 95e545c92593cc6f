package dev.signalbox.api.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.api.v1alpha1.Shape;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Walks a record and its generated schema side by side, and adds what the generator doesn't: bounds that stand on types
 * (inside lists and maps, or under a name of {@link Shape}), list types, known types of others, and the order in which
 * things are declared.
 */
final class SchemaCompletion {

    private record Rule<A extends Annotation>(Class<A> annotation, BiConsumer<JSONSchemaProps, A> effect) {

        void apply(JSONSchemaProps schema, Annotation found) {
            if (annotation.isInstance(found)) {
                effect.accept(schema, annotation.cast(found));
            }
        }
    }

    private static final List<Rule<?>> RULES = List.of(
            new Rule<>(Pattern.class, (schema, pattern) -> schema.setPattern(pattern.value())),
            new Rule<>(Size.class, SchemaCompletion::size),
            new Rule<>(Min.class, (schema, min) -> {
                schema.setMinimum(min.value());
                schema.setExclusiveMinimum(min.inclusive() ? null : true);
            }),
            new Rule<>(Max.class, (schema, max) -> {
                schema.setMaximum(max.value());
                schema.setExclusiveMaximum(max.inclusive() ? null : true);
            }),
            new Rule<>(ValidationRule.class, SchemaCompletion::validation),
            new Rule<>(Shape.Keyed.class, SchemaCompletion::keyed),
            new Rule<>(Shape.Unique.class, (schema, unique) -> schema.setXKubernetesListType("set")));

    private SchemaCompletion() {}

    /** The schema of a value of that type, complete; the given schema is used up. */
    static JSONSchemaProps complete(AnnotatedType type, JSONSchemaProps generated) {
        JSONSchemaProps schema = KnownTypes.replace(raw(type), generated);
        inside(type, schema);
        Stream.of(type.getAnnotations())
                .flatMap(found -> Stream.concat(
                        Stream.of(found), Arrays.stream(found.annotationType().getAnnotations())))
                .forEach(found -> RULES.forEach(rule -> rule.apply(schema, found)));
        schema.setXKubernetesValidations(
                schema.getXKubernetesValidations().stream().distinct().toList());
        return schema;
    }

    private static void inside(AnnotatedType type, JSONSchemaProps schema) {
        Class<?> raw = raw(type);
        if (raw == List.class) {
            schema.getItems()
                    .setSchema(complete(argument(type, 0), schema.getItems().getSchema()));
        } else if (raw == Map.class) {
            schema.getAdditionalProperties()
                    .setSchema(complete(
                            argument(type, 1), schema.getAdditionalProperties().getSchema()));
        } else if (raw.isRecord() && schema.getProperties() != null) {
            properties(raw, schema);
        } else if (raw == Integer.class) {
            schema.setFormat("int32"); // a larger number would be accepted, and then no client of ours could read it
        } else if (raw == Long.class) {
            schema.setFormat("int64");
        } else if (raw.isEnum()) {
            schema.setEnum(Stream.of(raw.getEnumConstants())
                    .<JsonNode>map(constant -> TextNode.valueOf(name((Enum<?>) constant)))
                    .toList());
        }
    }

    private static void properties(Class<?> raw, JSONSchemaProps schema) {
        Map<String, JSONSchemaProps> generated = schema.getProperties();
        Map<String, JSONSchemaProps> ordered = new LinkedHashMap<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            String name = name(component);
            ordered.put(name, complete(component.getAnnotatedType(), generated.get(name)));
        }
        List<String> required =
                ordered.keySet().stream().filter(schema.getRequired()::contains).toList();
        schema.setProperties(ordered);
        schema.setRequired(required);
    }

    private static void size(JSONSchemaProps schema, Size size) {
        Long min = size.min() == 0 ? null : size.min();
        switch (schema.getType()) {
            case "array" -> {
                schema.setMinItems(min);
                schema.setMaxItems(size.max());
            }
            case "object" -> {
                schema.setMinProperties(min);
                schema.setMaxProperties(size.max());
            }
            default -> {
                schema.setMinLength(min);
                schema.setMaxLength(size.max());
            }
        }
    }

    private static void validation(JSONSchemaProps schema, ValidationRule rule) {
        schema.getXKubernetesValidations()
                .add(new ValidationRuleBuilder()
                        .withRule(rule.value())
                        .withMessage(rule.message())
                        .build());
    }

    private static void keyed(JSONSchemaProps schema, Shape.Keyed keyed) {
        JSONSchemaProps item = schema.getItems().getSchema();
        schema.setXKubernetesListType("map");
        schema.setXKubernetesListMapKeys(List.of(keyed.value()));
        item.setRequired(Stream.concat(Stream.of(keyed.value()), item.getRequired().stream())
                .distinct()
                .toList());
    }

    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? component.getName() : given.value();
    }

    private static String name(Enum<?> constant) {
        try {
            JsonProperty given =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return given == null ? constant.name() : given.value();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Class<?> raw(AnnotatedType type) {
        return type.getType() instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : (Class<?>) type.getType();
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }
}
