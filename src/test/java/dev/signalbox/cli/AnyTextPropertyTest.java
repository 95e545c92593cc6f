package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.intake.document.DocumentStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whatever stands in a field of an example: well-formed manifests or violations come out, never an exception. */
class AnyTextPropertyTest {
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

    @ParameterizedTest
    @MethodSource("examples")
    void rendersOrRefuses(Path example) throws IOException {
        Random random = new Random(example.toString().hashCode());
        String service = Files.readString(Path.of("src/test/resources/cli/checkout.yaml"));
        for (JsonNode original : documents(example)) {
            for (int i = 0; i < 60; i++) {
                ObjectNode changed = original.deepCopy();
                change(changed, random);
                String input = service + "---\n" + changed;

                CommandRun run = CommandRun.withInput(input, "render", "-");

                assertThat(run.exitCode()).as("%s%n%s", changed, run.err()).isIn(0, 1);
                if (run.exitCode() == 0) {
                    DocumentStream written =
                            DocumentReader.read("out", run.out().getBytes(StandardCharsets.UTF_8));
                    assertThat(written.faults()).as(run.out()).isEmpty();
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .loadAll(run.out())
                            .forEach(document -> {});
                } else {
                    assertThat(run.out()).isEmpty();
                    assertThat(run.err().lines()).isNotEmpty().allMatch(line -> line.startsWith("stdin:"));
                }
            }
        }
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static List<JsonNode> documents(Path example) throws IOException {
        return DocumentReader.read(example.toString(), Files.readAllBytes(example)).documents().stream()
                .map(document -> document.content())
                .toList();
    }

    /** Puts one to three of the values anywhere, also under a key that is a text nobody thinks of. */
    private static void change(ObjectNode resource, Random random) throws IOException {
        for (int i = random.nextInt(3) + 1; i > 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(resource, containers);
            JsonNode value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
            JsonNode container = containers.get(random.nextInt(containers.size()));
            if (container instanceof ObjectNode object) {
                List<String> keys =
                        object.propertyStream().map(Map.Entry::getKey).toList();
                boolean known = !keys.isEmpty() && random.nextInt(5) > 0;
                object.set(known ? keys.get(random.nextInt(keys.size())) : "x.y/\"\n" + i, value);
            } else if (!container.isEmpty()) {
                ((ArrayNode) container).set(random.nextInt(container.size()), value);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            StreamSupport.stream(node.spliterator(), false).forEach(child -> collect(child, containers));
        }
    }
}
