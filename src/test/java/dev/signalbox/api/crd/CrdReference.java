package dev.signalbox.api.crd;

import dev.signalbox.api.v1alpha1.Shape;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference page of the custom resources: a table for every object in their schemas. */
final class CrdReference {

    private static final String INTRODUCTION = """
            <!-- Generated from the classes in dev.signalbox.api.v1alpha1. After a change there:
                 ./mvnw test -Dgolden.update=true -Dtest=CrdsAreCurrentTest -->
            # Custom resources

            Group `signalbox.dev`, version `v1alpha1`, category `signalbox` (`kubectl get signalbox`). The same text is in the
            cluster: `kubectl explain slo.spec.sli`. Complete resources are under [`examples/`](../../examples/).

            A field in **bold** is required. A default is filled in by the API server when the object that the field is in is
            there; the operator writes nothing into `spec`.

            """;

    private static final List<Class<?>> SHAPES = Stream.of(Shape.class.getDeclaredClasses())
            .filter(shape -> shape.isAnnotationPresent(Pattern.class))
            .sorted(Comparator.comparing(Class::getSimpleName))
            .collect(Collectors.toUnmodifiableList());

    private static final Map<String, String> SHAPE_NAMES = SHAPES.stream()
            .collect(Collectors.toMap(
                    shape -> shape.getAnnotation(Pattern.class).value()
                            + shape.getAnnotation(Size.class).max(),
                    Class::getSimpleName));

    private final StringBuilder page = new StringBuilder(INTRODUCTION);
    // Objects of one shape get one table, so that a selector isn't explained eight times.
    private final Map<Map<String, JSONSchemaProps>, String> homes = new LinkedHashMap<>();

    private CrdReference() {}

    static String of(List<CustomResourceDefinition> crds) {
        CrdReference reference = new CrdReference();
        reference.index(crds);
        crds.forEach(reference::kind);
        reference.shapes();
        return reference.page.toString();
    }

    private void index(List<CustomResourceDefinition> crds) {
        line("| kind | scope | short name | what it is for |");
        line("| --- | --- | --- | --- |");
        crds.forEach(crd -> {
            var names = crd.getSpec().getNames();
            line("| [%s](#%s) | %s | `%s` | %s |"
                    .formatted(
                            names.getKind(),
                            anchor(names.getKind()),
                            crd.getSpec().getScope().equals("Namespaced") ? "namespace" : "cluster",
                            names.getShortNames().getFirst(),
                            text(SchemaField.root(crd).getDescription())));
        });
        line("");
    }

    private void kind(CustomResourceDefinition crd) {
        String kind = crd.getSpec().getNames().getKind();
        JSONSchemaProps root = SchemaField.root(crd);
        line("## " + kind);
        line("");
        line(text(root.getDescription()));
        rules(root);
        line("");
        Deque<SchemaField> open = new ArrayDeque<>();
        root.getProperties().forEach((name, schema) -> open.add(new SchemaField(name, schema, true)));
        while (!open.isEmpty()) {
            SchemaField object = open.pop();
            if (anchor(kind, object.path()).equals(home(kind, object))) {
                List<SchemaField> children = object.children().toList();
                table(kind, object, children);
                children.reversed().stream()
                        .filter(child -> child.children().findAny().isPresent())
                        .forEach(open::push);
            }
        }
    }

    /** Where the object's table is: at the first mention of its shape. */
    private String home(String kind, SchemaField object) {
        return homes.computeIfAbsent(object.content().getProperties(), _ -> anchor(kind, object.path()));
    }

    private void table(String kind, SchemaField object, List<SchemaField> fields) {
        line("<a id=\"%s\"></a>".formatted(anchor(kind, object.path())));
        line("### %s: `%s`".formatted(kind, object.path()));
        line("");
        line(text(object.schema().getDescription()));
        rules(object.content());
        line("");
        line("| field | type | default | bounds | description |");
        line("| --- | --- | --- | --- | --- |");
        fields.forEach(field -> line("| %s | %s | %s | %s | %s |"
                .formatted(
                        field.required() ? "**" + name(field) + "**" : name(field),
                        type(kind, field),
                        field.schema().getDefault() == null
                                ? ""
                                : code(field.schema().getDefault().toString().replace("\"", "")),
                        SchemaBounds.of(field, SHAPE_NAMES),
                        text(field.schema().getDescription()))));
        line("");
    }

    private void rules(JSONSchemaProps schema) {
        if (!schema.getXKubernetesValidations().isEmpty()) {
            line("");
            schema.getXKubernetesValidations()
                    .forEach(rule -> line("- "
                            + (rule.getFieldPath() == null
                                    ? ""
                                    : code(rule.getFieldPath().substring(1)) + " ")
                            + text(rule.getMessage())));
        }
    }

    private void shapes() {
        line("## Shapes of text");
        line("");
        line("| shape | pattern | characters |");
        line("| --- | --- | --- |");
        SHAPES.forEach(shape -> line("| <a id=\"shape-%s\"></a>%s | %s | %d to %d |"
                .formatted(
                        anchor(shape.getSimpleName()),
                        shape.getSimpleName(),
                        code(shape.getAnnotation(Pattern.class).value()),
                        shape.getAnnotation(Size.class).min(),
                        shape.getAnnotation(Size.class).max())));
    }

    private String type(String kind, SchemaField field) {
        JSONSchemaProps schema = field.schema();
        String many = schema.getItems() == null ? "" : schema.getType() == null ? "text, or list of " : "list of ";
        if (schema.getAdditionalProperties() != null) {
            many = "map of ";
        }
        JSONSchemaProps one = field.content();
        if (!one.getProperties().isEmpty()) {
            return many + (one.getType() == null ? "text, or " : "") + "[object](#" + home(kind, field) + ")";
        }
        return many + (Boolean.TRUE.equals(one.getXKubernetesIntOrString()) ? "quantity" : text(one.getType()));
    }

    private static String name(SchemaField field) {
        return "`" + field.path().substring(field.path().lastIndexOf('.') + 1) + "`";
    }

    private static String anchor(String... parts) {
        return String.join("-", parts)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("-$", "");
    }

    static String code(String code) {
        return "`" + code.replace("|", "\\|") + "`";
    }

    private static String text(String text) {
        return (text.equals("string") ? "text" : text)
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("*", "\\*");
    }

    private void line(String line) {
        page.append(line).append('\n');
    }
}
