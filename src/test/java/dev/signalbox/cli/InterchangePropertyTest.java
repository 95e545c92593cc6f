package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.intake.document.DocumentStream;
import dev.signalbox.testing.Mutation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whatever stands in a field that others have: resources that hold come out or a reason why not, never an exception. */
class InterchangePropertyTest {
    private static final int ROUNDS = Integer.getInteger("property.rounds", 6);

    @ParameterizedTest
    @MethodSource("imports")
    void givesValidResourcesOrReasons(Path input) throws IOException {
        String project = project(input);
        Random random = new Random(input.toString().hashCode());
        List<JsonNode> documents = documents(input);
        for (int i = 0; i < ROUNDS * documents.size(); i++) {
            String changed = changed(documents, i % documents.size(), random);

            CommandRun run = CommandRun.withInput(changed, "import", "--from", project, "-");

            assertThat(run.exitCode()).as("%s%n%s", changed, run.err()).isIn(0, 1);
            isReadable(run.out());
            assertThat(run.err().lines().toList()).isNotEmpty();
            if (run.exitCode() == 0) {
                CommandRun check = CommandRun.withInput(run.out(), "validate", "-");
                assertThat(check.exitCode())
                        .as("%s%n%s", run.out(), check.out())
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exports")
    void exportsWhatIsValid(Path input) throws IOException {
        Random random = new Random(input.toString().hashCode());
        List<JsonNode> documents = documents(input);
        for (int i = 0; i < ROUNDS * documents.size(); i++) {
            String changed = changed(documents, i % documents.size(), random);

            CommandRun run = CommandRun.withInput(changed, "export", "--to", "openslo", "-");
            CommandRun back = CommandRun.withInput(run.out(), "import", "--from", "openslo", "-");

            assertThat(run.exitCode()).as("%s%n%s", changed, run.err()).isIn(0, 1);
            isReadable(run.out());
            assertThat(back.exitCode()).as("%s%n%s", run.out(), back.err()).isEqualTo(run.exitCode());
        }
    }

    private static void isReadable(String yaml) {
        DocumentStream written = DocumentReader.read("out", yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(written.faults()).as(yaml).isEmpty();
        new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml).forEach(document -> {});
    }

    private static String changed(List<JsonNode> documents, int index, Random random) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < documents.size(); i++) {
            ObjectNode document = documents.get(i).deepCopy();
            if (i == index) {
                Mutation.apply(document, random);
            }
            all.append("---\n").append(document).append('\n');
        }
        return all.toString();
    }

    static Stream<Path> imports() throws IOException {
        return inputs().filter(input -> !project(input).equals("export"));
    }

    static Stream<Path> exports() throws IOException {
        return inputs().filter(input -> project(input).equals("export"));
    }

    private static Stream<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/interchange"))) {
            return files.filter(file -> file.endsWith("input.yaml")).sorted().toList().stream();
        }
    }

    private static String project(Path input) {
        String name = input.getParent().getFileName().toString();
        return name.substring(0, name.indexOf('-'));
    }

    private static List<JsonNode> documents(Path input) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (Document document :
                DocumentReader.read("", Files.readAllBytes(input)).documents()) {
            if (document.content().isArray()) {
                StreamSupport.stream(document.content().spliterator(), false).forEach(documents::add);
            } else {
                documents.add(document.content());
            }
        }
        return documents;
    }
}
