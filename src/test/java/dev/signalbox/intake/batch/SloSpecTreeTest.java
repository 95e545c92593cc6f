package dev.signalbox.intake.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.DocumentReader;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds it against what Jackson makes of the same trees. */
class SloSpecTreeTest {
    private static final ObjectMapper JACKSON = JsonMapper.builder().build();

    private static final String EVERY_FIELD = """
            serviceRef: {name: a}
            service: b
            description: c
            objective: 99
            window: 7d
            sli:
              ratio: {errors: d, good: e, total: f}
              latency: {histogram: g, threshold: 300ms, native: true}
              freshness: {timestamp: h, maxAge: 5m}
              correctness: {valid: i, total: j}
              condition: {query: k}
              query: {errors: l, total: m, errorRatio: nn}
              scrapeInterval: 15s
            groupBy: [o, p]
            alerting:
              name: Q
              burnRates: Relaxed
              page: {labels: {r: s, t: ""}, disabled: false}
              ticket: {labels: {w: x}, disabled: true}
              runbook: https://u
              dashboard: https://v
              minimumEvents: 100
              missingData: Page
            errorBudgetPolicy: {warningBelow: 12.5, exhaustedBelow: 0, whenExhausted: Freeze}
            canary: {controllers: [ArgoRollouts, Flagger], burnRateAbove: 3, window: 10m, secretRef: {name: z}}
            """;

    static Stream<JsonNode> specs() throws IOException {
        List<Path> examples;
        try (Stream<Path> files = Files.walk(Path.of("examples"))) {
            examples = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        return Stream.concat(
                Stream.of(
                                EVERY_FIELD,
                                "{}",
                                "{sli: {}, alerting: {}, errorBudgetPolicy: {}, canary: {}}",
                                "{objective: null}")
                        .map(SloSpecTreeTest::tree),
                examples.stream()
                        .flatMap(SloSpecTreeTest::documents)
                        .filter(content -> content.path("kind").asText().equals("SLO"))
                        .map(content -> content.path("spec"))
                        .filter(spec -> !spec.path("alerting").path("burnRates").isArray()));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void isWhatJacksonReads(JsonNode spec) throws IOException {
        assertThat(SloSpecTree.read(spec)).contains(JACKSON.treeToValue(spec, SloSpec.class));
    }

    /** So that a field which is added to the API can't be forgotten here. */
    @Test
    void isTriedWithEveryField() throws IOException {
        assertThat(nulls(JACKSON.treeToValue(tree(EVERY_FIELD), SloSpec.class))).isEmpty();
    }

    @Test
    void leavesRowsOfBurnRatesToJackson() {
        assertThat(SloSpecTree.read(tree("{alerting: {burnRates: [{severity: Page}]}}")))
                .isEmpty();
        assertThat(SloSpecTree.read(tree("{alerting: {burnRates: Fast}}"))).isEmpty();
    }

    private static List<String> nulls(Object value) {
        if (!(value instanceof Record)) {
            return List.of();
        }
        return Arrays.stream(value.getClass().getRecordComponents())
                .flatMap(component -> {
                    Object part = part(component, value);
                    String name = value.getClass().getSimpleName() + "." + component.getName();
                    return part == null ? Stream.of(name) : nulls(part).stream();
                })
                .toList();
    }

    private static Object part(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("a component without an accessor", impossible);
        }
    }

    private static JsonNode tree(String yaml) {
        return DocumentReader.read("spec", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .getFirst()
                .content();
    }

    private static Stream<JsonNode> documents(Path file) {
        try {
            return DocumentReader.read(file.toString(), Files.readAllBytes(file)).documents().stream()
                    .map(Document::content);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
