package dev.signalbox.compile.pipeline.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.compile.kube.Shares;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A configuration over several files, each of a size that fits into an object. The collector joins mappings of all its files
 * deeply and puts later lists in the place of earlier ones, so a component stays whole.
 *
 * @see <a href="https://opentelemetry.io/docs/collector/configuration/#location">Several --config</a>
 */
final class Spread {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SERVICE = "service";

    private Spread() {}

    /** A component in its section. */
    private record Placed(String section, String id, JsonNode settings) {
        String name() {
            return section + "/" + id;
        }

        int bytes() {
            ObjectNode alone = NODES.objectNode();
            alone.putObject(section).set(id, settings);
            return Spread.bytes(ManifestYaml.print(alone));
        }
    }

    /**
     * As few files as do: which component is in which follows from its name, so that one that changes moves no other. One
     * file where a component alone exceeds the size.
     */
    static List<String> over(ObjectNode tree, int largestBytes) {
        String whole = ManifestYaml.print(tree);
        if (bytes(whole) <= largestBytes) {
            return List.of(whole);
        }
        Map<Placed, Integer> sizes = components(tree).collect(Collectors.toMap(placed -> placed, Placed::bytes));
        int rest = bytes(ManifestYaml.print(service(tree)));
        int fewest = (sizes.values().stream().mapToInt(size -> size).sum() + rest) / largestBytes + 1;
        // Each component in a file of its own is as far as it goes.
        return IntStream.rangeClosed(fewest, fewest + sizes.size())
                .filter(files -> fits(sizes, rest, files, largestBytes))
                .mapToObj(files -> print(tree, files))
                .findFirst()
                .orElse(List.of(whole));
    }

    /** The component that takes the most, as {@code processors/transform/service}. */
    static CollectorConfiguration.Weight heaviest(ObjectNode tree) {
        return components(tree)
                .map(placed -> new CollectorConfiguration.Weight(placed.name(), placed.bytes()))
                .max(Comparator.comparingInt(CollectorConfiguration.Weight::bytes))
                .orElseThrow();
    }

    private static boolean fits(Map<Placed, Integer> sizes, int rest, int files, int largestBytes) {
        Map<Integer, Integer> sums = sizes.entrySet().stream()
                .collect(Collectors.groupingBy(
                        size -> Shares.of(size.getKey().name(), files), Collectors.summingInt(Map.Entry::getValue)));
        sums.merge(0, rest, Integer::sum);
        return sums.values().stream().allMatch(sum -> sum <= largestBytes);
    }

    private static List<String> print(ObjectNode tree, int files) {
        List<ObjectNode> parts = IntStream.range(0, files)
                .mapToObj(file -> file == 0 ? service(tree) : NODES.objectNode())
                .toList();
        components(tree).forEach(placed -> parts.get(Shares.of(placed.name(), files))
                .withObjectProperty(placed.section())
                .set(placed.id(), placed.settings()));
        return parts.stream()
                .filter(part -> !part.isEmpty())
                .map(ManifestYaml::print)
                .toList();
    }

    private static ObjectNode service(ObjectNode tree) {
        ObjectNode service = NODES.objectNode();
        service.set(SERVICE, tree.required(SERVICE));
        return service;
    }

    private static Stream<Placed> components(ObjectNode tree) {
        return tree.properties().stream()
                .filter(section -> !section.getKey().equals(SERVICE))
                .flatMap(section -> section.getValue().properties().stream()
                        .map(component -> new Placed(section.getKey(), component.getKey(), component.getValue())));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
