package dev.signalbox.testing.collector;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A configuration as it was compiled, but for what a test can't have (a component that isn't in the tests' collector, an
 * address, a directory): exactly that is replaced, and the test says it by name.
 */
public final class AdaptedConfiguration {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final ObjectNode tree;

    private AdaptedConfiguration(ObjectNode tree) {
        this.tree = tree;
    }

    /** The configuration, or the part of it that is in one of its files. */
    public static AdaptedConfiguration of(String text) {
        return new AdaptedConfiguration(read(text));
    }

    /** What the components of a section are called. */
    public List<String> ids(String section) {
        return tree.path(section).properties().stream().map(Map.Entry::getKey).toList();
    }

    /**
     * Puts another component in the place of one, also where pipelines, extensions and exporters name it.
     *
     * @param section such as {@code exporters}
     * @param id what it is called; it must be there
     * @param newId what the other is called
     * @param settings of the other, in YAML
     */
    public AdaptedConfiguration replace(String section, String id, String newId, String settings) {
        return replace(section, id, section, newId, settings);
    }

    /**
     * Puts a component of another kind in the place of one: a connector where there was an exporter.
     *
     * @param newSection such as {@code connectors}
     */
    public AdaptedConfiguration replace(String section, String id, String newSection, String newId, String settings) {
        if (!tree.path(section).has(id)) {
            throw new IllegalArgumentException("no %s in %s, only %s"
                    .formatted(id, section, tree.path(section).properties()));
        }
        tree.withObjectProperty(section).remove(id);
        tree.withObjectProperty(newSection).set(newId, read(settings));
        if (section.equals("extensions")) {
            rename((ArrayNode) tree.path("service").path("extensions"), id, newId);
            tree.path("exporters").forEach(exporter -> {
                if (exporter.path("auth") instanceof ObjectNode auth
                        && auth.path("authenticator").asText().equals(id)) {
                    auth.put("authenticator", newId);
                }
            });
        } else {
            tree.path("service")
                    .path("pipelines")
                    .forEach(pipeline -> pipeline.forEach(names -> {
                        if (names instanceof ArrayNode list) {
                            rename(list, id, newId);
                        }
                    }));
        }
        return this;
    }

    /**
     * Makes a component one of another type that has the same settings but for some: {@code otlp_grpc} and
     * {@code otlp_http} queue and try again alike.
     *
     * @param settings laid over those that it has
     */
    public AdaptedConfiguration retype(String section, String id, String newId, String settings, String... without) {
        ObjectNode same = ((ObjectNode) tree.path(section).required(id)).deepCopy();
        same.remove(List.of(without));
        same.setAll(read(settings));
        return replace(section, id, newId, same.toString());
    }

    /** Lays settings over those of a component that stays. */
    public AdaptedConfiguration change(String section, String id, String settings) {
        ((ObjectNode) tree.path(section).required(id)).setAll(read(settings));
        return this;
    }

    /** Lays settings over those at a place within a component, such as {@code /config/scrape_configs/0}. */
    public AdaptedConfiguration change(String section, String id, String place, String settings) {
        ((ObjectNode) tree.path(section).required(id).requiredAt(place)).setAll(read(settings));
        return this;
    }

    /** Takes settings away from a component that stays. */
    public AdaptedConfiguration without(String section, String id, String field) {
        ((ObjectNode) tree.path(section).required(id)).remove(field);
        return this;
    }

    /** Writes it where a collector can be pointed to. */
    public Path write(Path file) {
        try {
            return Files.writeString(file, tree.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rename(ArrayNode names, String id, String newId) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).asText().equals(id)) {
                names.set(i, names.textNode(newId));
            }
        }
    }

    private static ObjectNode read(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
