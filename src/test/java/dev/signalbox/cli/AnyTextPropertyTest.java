package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.intake.document.DocumentStream;
import dev.signalbox.testing.Mutation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whatever stands in a field of an example: well-formed manifests or violations come out, never an exception. */
class AnyTextPropertyTest {
    @ParameterizedTest
    @MethodSource("examples")
    void rendersOrRefuses(Path example) throws IOException {
        Random random = new Random(example.toString().hashCode());
        String service = Files.readString(Path.of("src/test/resources/cli/checkout.yaml"));
        for (JsonNode original : documents(example)) {
            for (int i = 0; i < 60; i++) {
                ObjectNode changed = original.deepCopy();
                Mutation.apply(changed, random);
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
}
