package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of an SLO becomes rules that Prometheus takes, and there is one for each indicator. */
class ExampleSlosTest {
    private static final Path EXAMPLES = Path.of("examples/slo");
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void rendersToRulesThatPromtoolAccepts(Path example, @TempDir Path directory) throws IOException {
        CommandRun render = CommandRun.of("render", "src/test/resources/cli/checkout.yaml", example.toString());

        assertThat(render.exitCode()).as(render.err()).isZero();
        Path rules = directory.resolve("rules.yaml");
        YAML.writeValue(rules.toFile(), YAML.readTree(render.out()).get("spec"));
        Promtool.Verdict verdict = Promtool.required().checkRules(rules);
        assertThat(verdict.accepted()).as(verdict.output()).isTrue();
    }

    @Test
    void allRenderAtOnce() {
        CommandRun render = CommandRun.of("render", "examples/serviceobservability/minimal.yaml", EXAMPLES.toString());

        assertThat(render.exitCode()).as(render.err()).isZero();
    }

    @Test
    void everyIndicatorHasOne() throws IOException {
        List<String> indicators = examples()
                .map(ExampleSlosTest::sli)
                .flatMap(sli -> sli.propertyStream().map(field -> field.getKey()))
                .toList();

        assertThat(indicators).contains("ratio", "latency", "freshness", "correctness", "condition", "query");
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.sorted().toList().stream();
        }
    }

    private static JsonNode sli(Path example) {
        try {
            return YAML.readTree(example.toFile()).at("/spec/sli");
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
