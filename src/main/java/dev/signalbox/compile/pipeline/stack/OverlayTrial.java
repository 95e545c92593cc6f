package dev.signalbox.compile.pipeline.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.compile.kube.ManifestYaml;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A sampling file with a configuration of gateways that was written down before, which may be another than the one that is
 * wanted now, as it can be started where there is nobody to speak with: what {@link TrialConfiguration} is for typed parts.
 */
public final class OverlayTrial {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String EXPORTERS = "exporters";
    private static final String EXTENSIONS = "extensions";
    private static final String NOWHERE = "nop";

    /** The only one that nothing refers to; those that keep queues and send credentials go with the exporters. */
    private static final String HEALTH = "health_check";

    private OverlayTrial() {}

    /**
     * One file.
     *
     * @param base files that join to one
     * @throws IllegalArgumentException where a text is not a mapping in YAML, which is the fault of who wrote it: us
     */
    public static String of(List<String> base, String overlay) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        Stream.concat(base.stream(), Stream.of(overlay)).forEach(file -> lay(read(file), tree));
        Set<String> exporters = names(tree.path(EXPORTERS));
        tree.putObject(EXPORTERS).putObject(NOWHERE);
        tree.withObjectProperty(EXTENSIONS).retain(HEALTH);
        ObjectNode service = tree.withObjectProperty("service");
        service.putArray(EXTENSIONS).add(HEALTH);
        service.path("pipelines")
                .forEach(pipeline -> ((ObjectNode) pipeline).set(EXPORTERS, nowhere(pipeline, exporters)));
        tree.path("receivers").forEach(receiver -> receiver.path("protocols")
                .forEach(protocol -> ((ObjectNode) protocol).remove("tls")));
        return ManifestYaml.print(tree);
    }

    private static ArrayNode nowhere(JsonNode pipeline, Set<String> exporters) {
        Set<String> ends = new LinkedHashSet<>();
        pipeline.path(EXPORTERS).forEach(end -> ends.add(exporters.contains(end.asText()) ? NOWHERE : end.asText()));
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        ends.stream().sorted().forEach(list::add);
        return list;
    }

    /** As the collector lays one file over another: mappings join, anything else takes the place of what was there. */
    private static void lay(ObjectNode over, ObjectNode merged) {
        over.properties().forEach(part -> {
            if (part.getValue() instanceof ObjectNode added && merged.get(part.getKey()) instanceof ObjectNode there) {
                lay(added, there);
            } else {
                merged.set(part.getKey(), part.getValue());
            }
        });
    }

    private static Set<String> names(JsonNode section) {
        Stream<String> names = StreamSupport.stream(((Iterable<String>) section::fieldNames).spliterator(), false);
        return names.collect(Collectors.toSet());
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException("not a collector configuration: " + e.getMessage(), e);
        }
    }
}
