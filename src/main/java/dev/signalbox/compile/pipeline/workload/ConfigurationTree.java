package dev.signalbox.compile.pipeline.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The configuration of a collector as an object: the files over each other, parts by name, without nulls. */
final class ConfigurationTree {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ConfigurationTree() {}

    /**
     * @throws IllegalArgumentException where a text is not a mapping in YAML, which is the fault of who wrote it: us
     */
    static Map<String, Object> of(ConfigurationFiles files) {
        Map<String, Object> merged = new TreeMap<>();
        Stream.concat(files.base().stream(), files.sampling().stream())
                .map(ConfigurationTree::read)
                .forEach(over -> lay(over, merged));
        return merged;
    }

    /** Maps, lists and values, as any writer of JSON knows them. */
    static Object plain(JsonNode tree) {
        return JSON.convertValue(tree, Object.class);
    }

    @SuppressWarnings("unchecked") // mappings of YAML have names as keys
    private static Map<String, Object> read(String text) {
        try {
            return (Map<String, Object>) filled(YAML.readValue(text, Map.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a collector configuration: " + e.getOriginalMessage(), e);
        }
    }

    /** An empty part means its defaults; as null it would be lost on the way through an API server. */
    private static Object filled(Object value) {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> {
                Map<String, Object> all = new TreeMap<>();
                map.forEach((name, part) -> all.put(name.toString(), filled(part)));
                yield all;
            }
            default -> value;
        };
    }

    /** Mappings join, anything else takes the place of what was there, as the collector does with several files. */
    @SuppressWarnings("unchecked") // mappings of ours have names as keys
    private static void lay(Map<String, Object> over, Map<String, Object> merged) {
        over.forEach((name, part) -> {
            if (part instanceof Map<?, ?> added && merged.get(name) instanceof Map<?, ?> there) {
                Map<String, Object> joined = new TreeMap<>((Map<String, Object>) there);
                lay((Map<String, Object>) added, joined);
                merged.put(name, joined);
            } else {
                merged.put(name, part);
            }
        });
    }
}
