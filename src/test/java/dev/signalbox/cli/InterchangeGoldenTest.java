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
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What others write, and the bytes that it becomes; {@code -Dgolden.update=true} rewrites what is expected. A case is
 * named after the project, or {@code export}.
 */
class InterchangeGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/interchange");
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void givesTheSameBytes(String name) throws IOException {
        CommandRun run = run(name);

        assertThat(run.exitCode()).as(run.err()).isZero();
        isAsIn(name, "expected.yaml", run.out());
        isAsIn(name, "expected.txt", run.err());
    }

    private static void isAsIn(String name, String file, String text) throws IOException {
        Path expected = CASES.resolve(name).resolve(file);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, text);
        }
        assertThat(text)
                .as("stale; rewrite it with ./mvnw test -Dgolden.update=true -Dtest=InterchangeGoldenTest")
                .isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("imports")
    void rendersToRulesThatPromtoolAccepts(String name, @TempDir Path directory) throws IOException {
        CommandRun rules = CommandRun.withInput(run(name).out(), "render", "-");

        assertThat(rules.exitCode()).as(rules.err()).isZero();
        List<JsonNode> manifests;
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(rules.out())) {
            manifests = documents.readAll();
        }
        assertThat(manifests).isNotEmpty();
        for (JsonNode manifest : manifests) {
            Path file = directory.resolve(manifest.at("/metadata/name").asText() + ".yaml");
            YAML.writeValue(file.toFile(), manifest.get("spec"));
            Promtool.Verdict verdict = Promtool.required().checkRules(file);
            assertThat(verdict.accepted()).as(verdict.output()).isTrue();
        }
    }

    static Stream<String> cases() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.map(directory -> directory.getFileName().toString()).sorted().toList().stream();
        }
    }

    static Stream<String> imports() throws IOException {
        return cases().filter(name -> !name.startsWith("export"));
    }

    private static CommandRun run(String name) throws IOException {
        String input = Files.readString(CASES.resolve(name).resolve("input.yaml"));
        String project = name.substring(0, name.indexOf('-'));
        return project.equals("export")
                ? CommandRun.withInput(input, "export", "--to", "openslo", "-")
                : CommandRun.withInput(input, "import", "--from", project, "-");
    }
}
