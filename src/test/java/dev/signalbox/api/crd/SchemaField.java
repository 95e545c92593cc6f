package dev.signalbox.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A field of a resource, somewhere in its schema.
 *
 * @param path from the root, {@code []} after a list and {@code {}} after a map: {@code spec.metrics.scrape[].port}
 * @param schema what it may hold
 * @param required whether what it is in must have it
 */
record SchemaField(String path, JSONSchemaProps schema, boolean required) {

    /** All fields of a kind, each before what is inside it. */
    static Stream<SchemaField> of(CustomResourceDefinition crd) {
        return inside("", root(crd));
    }

    static JSONSchemaProps root(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    }

    /** The fields right inside this one. */
    Stream<SchemaField> children() {
        Map<String, JSONSchemaProps> properties = content().getProperties();
        return properties == null ? Stream.empty() : properties(path + suffix(), content());
    }

    /** The schema of the field, or of what it holds many of. */
    JSONSchemaProps content() {
        return schema.getItems() != null
                ? schema.getItems().getSchema()
                : schema.getAdditionalProperties() != null
                        ? schema.getAdditionalProperties().getSchema()
                        : schema;
    }

    private String suffix() {
        return schema.getItems() != null ? "[]" : schema.getAdditionalProperties() != null ? "{}" : "";
    }

    private static Stream<SchemaField> inside(String path, JSONSchemaProps schema) {
        return properties(path, schema)
                .flatMap(field -> Stream.concat(
                        Stream.of(field),
                        field.content().getProperties() == null
                                ? Stream.empty()
                                : inside(field.path() + field.suffix(), field.content())));
    }

    private static Stream<SchemaField> properties(String path, JSONSchemaProps schema) {
        return schema.getProperties().entrySet().stream()
                .map(property -> new SchemaField(
                        path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                        property.getValue(),
                        schema.getRequired().contains(property.getKey())));
    }
}
