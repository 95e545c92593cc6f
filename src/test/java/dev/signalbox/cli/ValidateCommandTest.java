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
    void tellsWhatIsWrongWithTelemetryOnceAndWhere() {
        String service = """
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: checkout, namespace: shop}
                spec:
                  selector: {matchLabels: {app: checkout}}
                  team: a b
                  metrics:
                    scrape: [{port: metrics, interval: 0s}]
                    dropMetrics: ["go_("]
                  dependencies:
                  - {name: cache, type: redis, endpoint: "2852039166:80"}
                ---
                apiVersion: signalbox.dev/v1alpha1
                kind: SamplingPolicy
                metadata: {name: standard, namespace: shop}
                spec:
                  tail: {decisionWait: 1h}
                """;

        CommandRun run = CommandRun.withInput(service, "validate", "-");

        assertThat(run.out().lines())
                .containsExactly(
                        "stdin:6:3: spec.team: must be 1 to 63 letters, digits, '-', '_' or '.', and begin and end with"
                                + " a letter or digit; was \"a b\"; write e.g. \"checkout\"",
                        "stdin:8:30: spec.metrics.scrape[0].interval: must be a duration, was \"0s\"; write e.g. \"30s\"",
                        "stdin:9:19: spec.metrics.dropMetrics[0]: must be a regular expression of RE2; was 'go_(':"
                                + " missing closing ); write e.g. \"go_gc_.*\"",
                        "stdin:11:32: spec.dependencies[0].endpoint: must not be a link-local address, was"
                                + " \"2852039166:80\"; write a Service of this namespace, e.g. \"cache:6379\"",
                        "stdin:17:10: spec.tail.decisionWait: must be from 1s to 5m, was \"1h\"; write e.g. \"10s\"");
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
