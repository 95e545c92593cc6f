package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole inputs and the bytes that they become; {@code -Dgolden.update=true} rewrites what is expected. */
class GoldenTest {
    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> RULES = Set.of("PrometheusRule", "VMRule");

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void rendersTheSameBytes(String name) throws IOException {
        Path expected = CASES.resolve(name).resolve("expected.yaml");

        CommandRun render = render(name);

        assertThat(render.exitCode()).as(render.err()).isZero();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, render.out());
        }
        assertThat(render.out())
                .as("stale; rewrite it with ./mvnw test -Dgolden.update=true -Dtest=GoldenTest")
                .isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void promtoolAcceptsThem(String name, @TempDir Path directory) throws IOException {
        List<JsonNode> manifests;
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(render(name).out())) {
            manifests = documents.readAll();
        }

        List<JsonNode> rules = manifests.stream()
                .filter(manifest -> RULES.contains(manifest.path("kind").asText()))
                .toList();
        assertThat(rules).isNotEmpty();
        for (JsonNode manifest : rules) {
            Path file = directory.resolve(manifest.at("/metadata/name").asText() + ".yaml");
            YAML.writeValue(file.toFile(), manifest.get("spec"));
            for (Promtool promtool : Promtool.ofEachVersion()) {
                Promtool.Verdict verdict = promtool.checkRules(file);
                assertThat(verdict.accepted()).as(verdict.output()).isTrue();
            }
        }
    }

    static Stream<String> cases() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.map(directory -> directory.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static CommandRun render(String name) {
        Path directory = CASES.resolve(name);
        return CommandRun.of(
                "render",
                "--facts",
                directory.resolve("facts.yaml").toString(),
                directory.resolve("input.yaml").toString());
    }
}
