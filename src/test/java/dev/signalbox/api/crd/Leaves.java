package dev.signalbox.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A tree as its scalars by path, so that trees can be compared and a difference can be read. */
public final class Leaves {

    private Leaves() {}

    /** Scalars as text, because a quantity may be written as a number; {@code []} in a path stands for any index. */
    public static Map<String, List<String>> of(JsonNode tree) {
        Map<String, List<String>> leaves = new TreeMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    /** Paths of {@code part} with a value that {@code whole} doesn't have there. */
    public static List<String> missing(JsonNode part, JsonNode whole) {
        Map<String, List<String>> there = of(whole);
        return of(part).entrySet().stream()
                .filter(leaf -> !there.getOrDefault(leaf.getKey(), List.of()).containsAll(leaf.getValue()))
                .map(leaf -> leaf.getKey() + "=" + leaf.getValue())
                .toList();
    }

    private static void collect(String path, JsonNode node, Map<String, List<String>> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            node.forEach(item -> collect(path + "[]", item, leaves));
        } else {
            leaves.computeIfAbsent(path, _ -> new ArrayList<>()).add(scalar(node));
        }
    }

    private static String scalar(JsonNode node) {
        return node.isNumber()
                ? node.decimalValue().stripTrailingZeros().toPlainString()
                : node.isValueNode() ? node.asText() : node.toString();
    }
}
