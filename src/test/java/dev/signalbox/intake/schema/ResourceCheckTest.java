package dev.signalbox.intake.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.model.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResourceCheckTest {
    private final ResourceCheck check = new ResourceCheck("default");

    @ParameterizedTest
    @MethodSource("defaulted")
    void fillsInWhatAnApiServerDoes(ExampleCases.Case example) {
        Checked checked = check(example.resource());

        assertThat(checked.violations()).isEmpty();
        assertContains(checked.completed(), example.then(), "");
    }

    static Stream<ExampleCases.Case> defaulted() {
        return ExampleCases.of("defaulted.yaml");
    }

    /** What CEL says is told by the readers of intake; everything else has to be found here. */
    @ParameterizedTest
    @MethodSource("refusedByShape")
    void refusesWhatTheSchemaOfAnApiServerDoes(ExampleCases.Case example) {
        String answer = example.then().asText();

        List<String> paths = check(example.resource()).violations().stream()
                .map(Violation::path)
                .toList();

        assertThat(paths).as(answer).isNotEmpty();
        String path = answer.replaceFirst("( in body|:).*", "");
        if (path.startsWith("spec")) {
            assertThat(paths).contains(path);
        }
    }

    static Stream<ExampleCases.Case> refusedByShape() {
        return ExampleCases.of("refused.yaml").filter(example -> example.then()
                .asText()
                .matches(".*( in body |Required value|Duplicate value|Unsupported value|Too many|Too long).*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{objectiv: 99.9}             | spec.objectiv: must be a known field, was unknown; did you mean objective?",
                "{Objective: 99.9}            | spec.Objective: must be a known field, was unknown; did you mean objective?",
                "{xyz: 1}                     | spec.xyz: must be a known field, was unknown; there are serviceRef, service, description, objective, window, sli, groupBy, alerting, errorBudgetPolicy, canary",
                "{objective: 100}             | spec.objective: must be > 0 and < 100, was 100; write e.g. 99.9",
                "{objective: -0.5}            | spec.objective: must be > 0 and < 100, was -0.5; write e.g. 99.9",
                "{objective: '99.9'}          | spec.objective: must be a number, was the text \"99.9\"; write e.g. 99.9",
                "{objective: null}            | spec.objective: must be given, was missing; write e.g. 99.9",
                "{description: on}            | spec.description: must be text, was the boolean true; put it in quotes",
                "{description: 5}             | spec.description: must be text, was the number 5; put it in quotes",
                "{groupBy: region}            | spec.groupBy: must be a list, was the text \"region\"; write e.g. [region]",
                "{groupBy: [a, b, a]}         | spec.groupBy[2]: must differ from the other items, was \"a\" as is spec.groupBy[0]; rename or remove one of them",
                "{service: {a: 1}}            | spec.service: must be text, was the mapping {\"a\":1}; write e.g. checkout",
                "{alerting: {missingData: page}} | spec.alerting.missingData: must be one of Ignore, Ticket, Page, was \"page\"; did you mean Page?",
                "{alerting: {minimumEvents: 1.5}} | spec.alerting.minimumEvents: must be a whole number, was the number 1.5; write e.g. 100",
                "{alerting: {burnRates: standard}} | spec.alerting.burnRates: must be Standard, Relaxed or a list, was \"standard\"; write e.g. [{severity: Page, consumed: 2, long: 1h, short: 5m}]",
                "{alerting: {burnRates: []}}  | spec.alerting.burnRates: must have at least 1 item, was empty; write e.g. [{severity: Page, consumed: 2, long: 1h, short: 5m}]",
                "{service: '-'}               | spec.service: must be letters, digits, -, _ and ., first and last a letter or digit, was \"-\"; write e.g. checkout",
                "{service: \"a\\n\"}      | spec.service: must be letters, digits, -, _ and ., first and last a letter or digit, was \"a\\n\"; write e.g. checkout",
                "{service: ''}                | spec.service: must have at least 1 character, was empty; write e.g. checkout",
            })
    void saysWhatIsWrong(String spec, String violation) {
        ObjectNode resource = (ObjectNode) yaml("{metadata: {name: a}, spec: {objective: 50, sli: {}}}");
        resource.withObject("/spec").setAll((ObjectNode) yaml(spec));

        assertThat(check.check(ResourceKind.SLO, resource).violations())
                .map(Violation::toString)
                .containsExactly(violation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{name: Checkout}       | metadata.name: must be lower-case letters, digits, - and ., first and last a letter or digit, was \"Checkout\"; write e.g. checkout",
                "{name: a..b}           | metadata.name: must be lower-case letters, digits, - and ., first and last a letter or digit, was \"a..b\"; write e.g. checkout",
                "{nam: a}               | metadata.name: must be given, was missing; write e.g. checkout\\nmetadata.nam: must be a known field, was unknown; did you mean name?",
                "{name: a, labels: {a b: x}} | metadata.labels[a b]: must be a legal label name, was \"a b\"; write e.g. team or example.com/team",
                "{name: a, labels: {a: 5}}   | metadata.labels.a: must be text, was the number 5; put it in quotes",
                "{name: a, namespace: a.b}   | metadata.namespace: must be lower-case letters, digits and -, first and last a letter or digit, was \"a.b\"; write e.g. shop",
            })
    void checksMetadata(String metadata, String violations) {
        assertThat(violations("{metadata: " + metadata + ", spec: {service: a, objective: 50, sli: {}}}"))
                .containsExactly(violations.split("\\\\n"));
    }

    @Test
    void refusesNamesThatBecomeTooLong() {
        assertThat(violations("{metadata: {name: %s}, spec: {objective: 50, sli: {}}}".formatted("a".repeat(64))))
                .containsExactly("metadata.name: must have at most 63 characters, had 64; shorten it");
    }

    @Test
    void knowsWhatBelongsToANamespace() {
        assertThat(check.check(ResourceKind.SLO, yaml("{metadata: {name: a}, spec: {}}"))
                        .completed())
                .hasToString("{\"metadata\":{\"name\":\"a\",\"namespace\":\"default\"},\"spec\":{\"window\":\"30d\"}}");
        assertThat(check.check(
                                ResourceKind.OBSERVABILITY_STACK,
                                yaml("{metadata: {name: default, namespace: a}, spec: {}}"))
                        .violations())
                .map(Violation::toString)
                .containsExactly(
                        "metadata.namespace: must not be given, because ObservabilityStack is for the whole cluster; "
                                + "was \"a\"; remove it");
    }

    @Test
    void tellsWhichKindsAndVersionsThereAre() {
        assertThat(ResourceCheck.unknown(yaml("{apiVersion: signalbox.dev/v1, kind: Slo}")))
                .map(Violation::toString)
                .containsExactly(
                        "apiVersion: must be signalbox.dev/v1alpha1, was \"signalbox.dev/v1\"; write signalbox.dev/v1alpha1",
                        "kind: must be one of ServiceObservability, SLO, SamplingPolicy, ObservabilityPolicy, "
                                + "ObservabilityStack, was \"Slo\"; did you mean SLO?");
    }

    @Test
    void saysNothingOfStatus() {
        assertThat(violations("{metadata: {name: a}, spec: {objective: 50, sli: {}}, status: {nonsense: 1}}"))
                .isEmpty();
    }

    /** The others are shown as they are. */
    @Test
    void hasWordsForThePatternsThatOftenOccur() throws IOException {
        Map<String, Integer> patterns = new TreeMap<>();
        try (Stream<Path> definitions = Files.list(Path.of("crds"))) {
            for (Path definition : definitions.toList()) {
                yaml(Files.readString(definition))
                        .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec")
                        .findParents("pattern")
                        .stream()
                        .map(schema -> schema.path("pattern"))
                        .filter(JsonNode::isTextual)
                        .forEach(pattern -> patterns.merge(pattern.textValue(), 1, Integer::sum));
            }
        }
        patterns.values().removeIf(count -> count < 4);

        assertThat(patterns.keySet()).hasSizeGreaterThan(5).noneMatch(pattern -> PatternWords.of(pattern)
                .contains(pattern));
    }

    private List<String> violations(String resource) {
        return check.check(ResourceKind.SLO, yaml(resource)).violations().stream()
                .map(Violation::toString)
                .toList();
    }

    private Checked check(JsonNode resource) {
        ResourceKind kind = ResourceKind.named(resource.path("kind").asText()).orElseThrow();
        return check.check(kind, resource);
    }

    private static JsonNode yaml(String text) {
        return DocumentReader.read("x", text.getBytes(StandardCharsets.UTF_8))
                .documents()
                .getFirst()
                .content();
    }

    private static void assertContains(JsonNode whole, JsonNode part, String path) {
        if (part.isContainerNode()) {
            if (part.isObject()) {
                part.properties()
                        .forEach(field -> assertContains(
                                whole.path(field.getKey()), field.getValue(), path + "." + field.getKey()));
            } else {
                for (int i = 0; i < part.size(); i++) {
                    assertContains(whole.path(i), part.get(i), path + "[" + i + "]");
                }
            }
        } else if (!whole.equals(part)) {
            fail(path + " must be " + part + ", was " + whole);
        }
    }
}
