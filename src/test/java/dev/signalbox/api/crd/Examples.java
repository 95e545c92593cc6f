package dev.signalbox.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Resources that are written down in files, as trees. */
public final class Examples {

    /**
     * One document.
     *
     * @param source the file
     * @param tree what it says
     */
    public record Example(Path source, JsonNode tree) {
        public String kind() {
            return tree.get("kind").textValue();
        }

        @Override
        public String toString() {
            return source + ": " + tree.at("/metadata/name").textValue();
        }
    }

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Examples() {}

    public static List<Example> all() {
        return in(Path.of("examples"));
    }

    /** In a directory or file, in a stable order; a document that is a list gives its items. */
    public static List<Example> in(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Example> read(Path file) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.readAll().stream()
                    .map(tree -> new Example(file, tree))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
