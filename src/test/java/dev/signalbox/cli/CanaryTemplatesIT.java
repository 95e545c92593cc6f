package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.ArgoRollouts;
import dev.signalbox.testing.TellingApp;
import dev.signalbox.testing.prometheus.PrometheusBinary;
import dev.signalbox.testing.prometheus.RunningPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What canaries are judged by, of a real Prometheus with the rendered rules: by Argo Rollouts' own code, and by Flagger's rule,
 * which is that the first value of the answer must not be above the maximum of the range, and that there must be one.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CanaryTemplatesIT {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final double MAXIMUM = 6;
    private static final DoubleComparator NEARLY = new DoubleComparator(1e-6);

    private final TellingApp app = TellingApp.start();
    private final RunningPrometheus prometheus =
            RunningPrometheus.start(PrometheusBinary.ofThisMachine(), app.scrapes());
    private List<JsonNode> manifests;

    @BeforeAll
    void render(@TempDir Path directory) throws IOException {
        Path facts = Files.writeString(
                directory.resolve("facts.yaml"), "rules: {queries: {url: \"%s\"}}\n".formatted(prometheus.url()));
        Path slos = Files.writeString(
                directory.resolve("slos.yaml"),
                String.join(
                        "---\n",
                        slo("burns", ""),
                        slo("holds", ""),
                        slo("silent", ""),
                        slo("gone", ""),
                        slo("regions", "groupBy: [region], "),
                        slo("quiet-region", "groupBy: [region], ")));
        CommandRun run = CommandRun.of("render", "--facts", facts.toString(), slos.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(run.out())) {
            manifests = documents.readAll();
        }
        tell(0);
        prometheus.load(quickRules());
        assertThat(Deadline.in(SOON)
                        .until(() -> !answer("up{job=\"told\"} == 1").isEmpty()))
                .isTrue();
        Instant scraped = Instant.now();
        assertThat(Deadline.in(SOON).until(() -> Instant.now().isAfter(scraped.plusSeconds(2))))
                .isTrue();
        tell(1);
        assertThat(Deadline.in(SOON)
                        .until(() -> answer("slo:sli_error:ratio_rate5m > 0").size() == 4))
                .isTrue();
    }

    @AfterAll
    void stop() {
        prometheus.close();
        app.close();
    }

    /** Percent of requests that fail, at an objective of 99.9 %. */
    private void tell(int times) {
        app.say(
                counters("burns", "", 2, times),
                counters("holds", "", 0.5, times),
                counters("silent", "", 2, 0),
                counters("regions", "region=\"eu\"", 0, times),
                counters("regions", "region=\"us\"", 2, times),
                counters("quiet-region", "region=\"eu\"", 0.1, times),
                counters("quiet-region", "region=\"us\"", 2, 0));
    }

    private static String counters(String job, String label, double percent, int times) {
        return """
                requests_total{job="%1$s",%2$s} %3$s
                errors_total{job="%1$s",%2$s} %4$s""".formatted(job, label, 1000 * times, 10 * percent * times);
    }

    private static String slo(String name, String more) {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: %1$s, namespace: shop}
                spec: {service: %1$s, objective: 99.9, %2$scanary: {controllers: [ArgoRollouts, Flagger]},
                  sli: {ratio: {errors: 'errors_total{job="%1$s"}', total: 'requests_total{job="%1$s"}'}}}
                """.formatted(name, more);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "burns, Failed, 20",
        "holds, Successful, 5",
        "silent, Inconclusive,",
        "gone, Inconclusive,",
        "regions, Failed, 20",
        "quiet-region, Successful, 1"
    })
    void argoRolloutsGoesBackOnlyForWhatBurns(String slo, String phase, Double burnRate) {
        ArgoRollouts.Measurement measured = ArgoRollouts.measured(manifest("AnalysisTemplate", slo));

        assertThat(measured.phase()).as(measured.toString()).isEqualTo(phase);
        assertThat(measured.values())
                .usingComparatorForType(NEARLY, Double.class)
                .containsExactlyElementsOf(Stream.ofNullable(burnRate).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"burns, false", "holds, true", "silent, false", "gone, false", "regions, false", "quiet-region, true"})
    void flaggerAdvancesOnlyWhatHolds(String slo, boolean advances) {
        JsonNode spec = manifest("MetricTemplate", slo).path("spec");

        assertThat(spec.at("/provider/type").asText()).isEqualTo("prometheus");
        assertThat(spec.at("/provider/address").asText())
                .isEqualTo(prometheus.url().toString());
        JsonNode answer = answer(spec.path("query").asText());
        assertThat(!answer.isEmpty() && answer.at("/0/value/1").asDouble() <= MAXIMUM)
                .as(answer.toString())
                .isEqualTo(advances);
    }

    private JsonNode answer(String query) {
        return prometheus.instant(query, Instant.now());
    }

    private JsonNode manifest(String kind, String slo) {
        return manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .filter(manifest -> manifest.at("/metadata/name").asText().equals("slo-" + slo))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " of " + slo + " is missing"));
    }

    /** As rendered, every second. */
    private String quickRules() throws IOException {
        ObjectNode rules = YAML.createObjectNode();
        ArrayNode groups = rules.putArray("groups");
        manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals("PrometheusRule"))
                .flatMap(manifest -> manifest.at("/spec/groups").valueStream())
                .forEach(group -> groups.add(((ObjectNode) group).put("interval", "1s")));
        return YAML.writeValueAsString(rules);
    }
}
