package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.interchange.SloDocument;
import dev.signalbox.interchange.indicator.NormalForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An SLO that went out and came back is the one that it was. */
class ExportRoundTripTest {
    private static final String EXPORTED = "src/test/resources/interchange/export-indicators/input.yaml";

    @ParameterizedTest
    @MethodSource("files")
    void comesBackAsItWas(Path file) throws IOException {
        CommandRun exported = CommandRun.of("export", "--to", "openslo", file.toString());
        CommandRun imported = CommandRun.withInput(exported.out(), "import", "--from", "openslo", "-");

        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        List<SLO> before = slos(Files.readString(file));
        List<SLO> after = slos(imported.out());
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).getMetadata()).isEqualTo(before.get(i).getMetadata());
            assertThat(normal(after.get(i).getSpec()))
                    .isEqualTo(normal(before.get(i).getSpec()));
        }
    }

    @Test
    void comesBackWithoutRemarks() {
        CommandRun exported = CommandRun.of("export", "--to", "openslo", EXPORTED);
        CommandRun imported = CommandRun.withInput(exported.out(), "import", "--from", "openslo", "-");

        assertThat(imported.out().lines().filter(line -> line.startsWith("#")))
                .allMatch(line -> line.contains("is counted in time") || line.contains("names no policy"));
    }

    @Test
    void believesTheMetricsOnceTheyWereEdited() {
        String exported = CommandRun.of("export", "--to", "openslo", EXPORTED).out();
        assertThat(exported).contains("query: feed_valid_total");

        CommandRun imported = CommandRun.withInput(
                exported.replace("query: feed_valid_total", "query: feed_checked_total"),
                "import",
                "--from",
                "openslo",
                "-");

        assertThat(imported.out())
                .contains("good: feed_checked_total", "says no more what the metrics say, left out")
                .doesNotContain("correctness");
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> examples = Files.list(Path.of("examples/slo"))) {
            return Stream.concat(examples.sorted().toList().stream(), Stream.of(Path.of(EXPORTED)));
        }
    }

    private static List<SLO> slos(String yaml) {
        return DocumentReader.read("", yaml.getBytes(StandardCharsets.UTF_8)).documents().stream()
                .map(document -> document.content())
                .filter(content -> content.path("kind").asText().equals("SLO"))
                .sorted((one, other) -> name(one).compareTo(name(other)))
                .map(SloDocument::read)
                .toList();
    }

    private static String name(JsonNode content) {
        return content.at("/metadata/namespace").asText() + "/"
                + content.at("/metadata/name").asText();
    }

    /** Spelling of PromQL aside, and with the default window written out. */
    private static SloSpec normal(SloSpec spec) {
        return new SloSpec(
                spec.serviceRef(),
                spec.service(),
                spec.description(),
                spec.objective().stripTrailingZeros(),
                Optional.ofNullable(spec.window()).orElse("30d"),
                NormalForm.of(spec.sli()),
                spec.groupBy(),
                spec.alerting(),
                spec.errorBudgetPolicy(),
                spec.canary());
    }
}
