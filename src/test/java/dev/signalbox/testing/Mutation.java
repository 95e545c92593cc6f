package dev.signalbox.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;

/** Puts values that nobody thinks of where nobody expects them. */
public final class Mutation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "5",
            "-1",
            "1e300",
            "99.99999999",
            "\"\"",
            "\" \"",
            "[]",
            "{}",
            "[null]",
            "{\"a\": null}",
            "[[]]",
            "\"a\\nb\"",
            "\"{{ $x\"",
            "\"}}{{\"",
            "\"'\\\"\\\\\"",
            "\"yes\"",
            "\"1h\"",
            "\"0s\"",
            "\"99999999y\"",
            "\"up{\"",
            "\"up{a=\\\"\\u2028\\\"}\"",
            "\"\\ud83d\\ude00\"",
            "\"\\u0000\"",
            "\"\\u0085\"",
            "\"- a: b # c\"",
            "\"sum(up)\"",
            "\"" + "x".repeat(5000) + "\"");

    private Mutation() {}

    /** Changes up to three places, now and then under a key that there is not. */
    public static void apply(ObjectNode tree, Random random) {
        for (int i = random.nextInt(3) + 1; i > 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(tree, containers);
            JsonNode container = containers.get(random.nextInt(containers.size()));
            if (container instanceof ObjectNode object) {
                List<String> keys =
                        object.propertyStream().map(Map.Entry::getKey).toList();
                boolean known = !keys.isEmpty() && random.nextInt(5) > 0;
                object.set(known ? keys.get(random.nextInt(keys.size())) : "x.y/\"\n" + i, value(random));
            } else if (!container.isEmpty()) {
                ((ArrayNode) container).set(random.nextInt(container.size()), value(random));
            }
        }
    }

    private static JsonNode value(Random random) {
        try {
            return JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the values are JSON", impossible);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            StreamSupport.stream(node.spliterator(), false).forEach(child -> collect(child, containers));
        }
    }
}
