package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.intake.document.DocumentReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;

/** The schema of a whole resource: what its CustomResourceDefinition says, and what all objects have in common. */
final class RootSchema {
    static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /** What an API server asks of the metadata of any object, names kept short enough to become label values. */
    private static final String METADATA = """
            type: object
            required: [name]
            properties:
              name: {type: string, minLength: 1, maxLength: 63, pattern: 'NAME', description: "Example: checkout."}
              generateName: {type: string}
              namespace:
                type: string
                minLength: 1
                maxLength: 63
                pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'
                description: "Example: shop."
              labels:
                type: object
                additionalProperties:
                  type: string
                  maxLength: 63
                  pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$'
              annotations: {type: object, additionalProperties: {type: string}}
              finalizers: {type: array, items: {type: string}}
              ownerReferences: {}
              managedFields: {}
              uid: {}
              resourceVersion: {}
              generation: {}
              creationTimestamp: {}
              deletionTimestamp: {}
              deletionGracePeriodSeconds: {}
              selfLink: {}
            """;

    private RootSchema() {}

    /** Without the status: an API server drops what a user writes there. */
    static Schema of(ResourceKind kind) {
        ObjectNode root = definition(kind);
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        properties.putObject("apiVersion");
        properties.putObject("kind");
        properties.set("metadata", metadata());
        properties.set("spec", root.path("properties").path("spec"));
        properties.putObject("status");
        root.set("properties", properties);
        root.putArray("required").add("metadata").add("spec");
        return new Schema(root);
    }

    private static ObjectNode definition(ResourceKind kind) {
        JsonNode versions = content(kind.definition(), bytes(kind.definition()))
                .path("spec")
                .path("versions");
        return StreamSupport.stream(versions.spliterator(), false)
                .filter(version -> version.path("name").asText().equals(ResourceKind.VERSION))
                .map(version -> (ObjectNode) version.path("schema").path("openAPIV3Schema"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode content(String name, byte[] bytes) {
        return DocumentReader.read(name, bytes).documents().getFirst().content();
    }

    private static byte[] bytes(String resource) {
        try (InputStream stream = RootSchema.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " must be on the class path");
            }
            return stream.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(resource + " must be readable", broken);
        }
    }

    private static JsonNode metadata() {
        return content("metadata", METADATA.replace("NAME", NAME).getBytes(StandardCharsets.UTF_8));
    }
}
