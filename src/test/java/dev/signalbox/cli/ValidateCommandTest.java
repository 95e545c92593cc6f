package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidateCommandTest {
    private static final String GOOD = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: a, namespace: shop}
            spec:
              service: checkout
              objective: 99.9
              sli: {ratio: {errors: 'errors_total{job="checkout"}', total: 'requests_total{job="checkout"}'}}
            """;

    @Test
    void countsWhatIsValid() {
        String foreign = "---\n{apiVersion: v1, kind: Pod, metadata: {name: a}}\n";

        assertThat(CommandRun.withInput(GOOD, "validate", "-"))
                .isEqualTo(new CommandRun(0, "1 resource is valid\n", ""));
        assertThat(CommandRun.withInput(GOOD + "---\n" + GOOD.replace("name: a", "name: b") + foreign, "validate", "-"))
                .isEqualTo(new CommandRun(0, "2 resources are valid; 1 is not ours and was not checked\n", ""));
        assertThat(CommandRun.withInput(GOOD, "validate", "-o", "json", "-")).isEqualTo(new CommandRun(0, "[ ]\n", ""));
    }

    @Test
    void tellsWhatIsWrong() throws IOException {
        String bad = GOOD.replace("99.9", "100").replace("service: checkout", "serviceRef: {name: nowhere}");

        CommandRun text = CommandRun.withInput(bad, "validate", "-");
        CommandRun json = CommandRun.withInput(bad, "validate", "-o", "json", "-");

        assertThat(text)
                .isEqualTo(new CommandRun(
                        1, "stdin:6:3: spec.objective: must be > 0 and < 100, was 100; write e.g. \"99.9\"\n", ""));
        assertThat(json.exitCode()).isOne();
        JsonNode first = new ObjectMapper().readTree(json.out()).path(0);
        assertThat(first)
                .hasToString("{\"file\":\"stdin\",\"line\":6,\"column\":3,\"path\":\"spec.objective\","
                        + "\"message\":\"must be > 0 and < 100, was 100\",\"fix\":\"write e.g. \\\"99.9\\\"\"}");
    }

    @Test
    void saysWhenThereIsNothing() {
        assertThat(CommandRun.withInput("", "validate", "-").exitCode()).isOne();
    }

    /** One file that shows what there is refers to what is not in it, and others show what is not compiled yet. */
    @ParameterizedTest
    @MethodSource("examples")
    void holdsForOurExamples(Path example) {
        CommandRun run = CommandRun.of("validate", example.toString(), "src/test/resources/cli/checkout.yaml");

        assertThat(run.out().lines().filter(line -> !line.contains("must be ratio in this version")))
                .allMatch(line -> line.endsWith("valid") || line.contains("must be the only"));
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }
}
