package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.intake.document.DocumentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The cases of {@code src/test/resources/api}, whose answers came from a real API server. */
final class ExampleCases {

    /**
     * An example, changed.
     *
     * @param then a part of the API server's answer
     */
    record Case(String title, JsonNode resource, JsonNode then) {
        @Override
        public String toString() {
            return title;
        }
    }

    private ExampleCases() {}

    static Stream<Case> of(String file) {
        return StreamSupport.stream(
                        yaml(Path.of("src/test/resources/api", file)).spliterator(), false)
                .map(row -> new Case(
                        row.path("from").asText() + " with " + row.path("with"),
                        merged(yaml(Path.of("examples", row.path("from").asText())), row.path("with")),
                        row.path("then")));
    }

    private static JsonNode yaml(Path file) {
        try {
            return DocumentReader.read(file.toString(), Files.readAllBytes(file))
                    .documents()
                    .getFirst()
                    .content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON merge patch (RFC 7386). */
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merged(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
