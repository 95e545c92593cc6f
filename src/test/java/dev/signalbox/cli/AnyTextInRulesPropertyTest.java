package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever text stands in a field that ends up in rules: they are refused, or are rules that Prometheus loads. */
class AnyTextInRulesPropertyTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Everything with which an SLO's text can come into rules; as JSON, so that only our own YAML is judged. */
    private static final String INPUT = """
            kind: List
            apiVersion: v1
            items:
            - apiVersion: signalbox.dev/v1alpha1
              kind: ObservabilityStack
              metadata: {name: default}
              spec:
                metrics: {queryUrl: "http://prometheus:9090", rules: {labels: {release: stack}, runbooks: ConfigMap}}
                dashboards: {grafanaUrl: "https://grafana.example.com", datasources: {metrics: prom}}
            - apiVersion: signalbox.dev/v1alpha1
              kind: ServiceObservability
              metadata: {name: checkout, namespace: shop}
              spec:
                selector: {matchLabels: {app: checkout}}
                service: checkout
                team: payments
                runbook: https://runbooks.example.com/service
            - apiVersion: signalbox.dev/v1alpha1
              kind: SLO
              metadata: {name: availability, namespace: shop}
              spec:
                serviceRef: {name: checkout}
                description: Shoppers can pay
                objective: 99.9
                window: 30d
                groupBy: [region]
                sli:
                  scrapeInterval: 30s
                  ratio: {errors: 'requests_total{code="500"}', total: 'requests_total{}'}
                alerting:
                  name: CheckoutFailing
                  runbook: https://runbooks.example.com/checkout
                  dashboard: https://grafana.example.com/d/checkout
                  page: {labels: {severity: critical, channel: alerts}}
                  ticket: {labels: {severity: warning}}
            """;

    /** What means something to YAML, JSON, PromQL, Go templates, Markdown, URLs, or a careless reader of text. */
    private static final List<String> PIECES = List.of(
            "{{",
            "}}",
            "{",
            "}",
            "{{-",
            "-}}",
            "{{/*",
            "*/}}",
            "{{ $labels.x }}",
            "{{ end }}",
            "$value",
            "{{{",
            "\"",
            "'",
            "`",
            "```",
            "\\",
            "\\n",
            "\n",
            "\r\n",
            "\t",
            " ",
            ": ",
            " #",
            "- ",
            "---\n",
            "|",
            ">",
            "&a",
            "*a",
            "!",
            "@",
            "%",
            "%[1]q",
            "%s",
            "[",
            "]",
            ",",
            "(",
            ")",
            "=",
            "=~",
            "~",
            "null",
            "0x1F",
            "1e3",
            "yes",
            "é",
            "日本",
            "\u0000",
            "\u0007",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\uFFFE",
            "\uD83D\uDE00",
            "\uD800",
            "\u007F",
            "a",
            "Z9");

    @Test
    void rulesLoadOrAreRefused(@TempDir Path directory) throws IOException {
        Random random = new Random(4);
        JsonNode input = YAML.readTree(INPUT);
        Map<String, Integer> accepted = new TreeMap<>();
        List<Path> rules = new ArrayList<>();
        for (JsonPointer field : texts(input, JsonPointer.empty())) {
            for (int i = 0; i < 16; i++) {
                JsonNode changed = changed(input, field, text(random));
                CommandRun run = CommandRun.withInput(changed.toString(), "render", "-");
                assertThat(run.exitCode()).as("%s%n%s", changed, run.err()).isIn(0, 1);
                if (run.exitCode() == 0) {
                    accepted.merge(field.toString(), 1, Integer::sum);
                    rules.add(rules(run.out(), directory.resolve(rules.size() + ".yaml")));
                }
            }
        }

        assertThat(accepted.keySet())
                .contains(
                        "/items/0/spec/dashboards/grafanaUrl",
                        "/items/1/spec/runbook",
                        "/items/2/spec/description",
                        "/items/2/spec/sli/ratio/errors",
                        "/items/2/spec/alerting/runbook",
                        "/items/2/spec/alerting/page/labels/channel");
        for (Promtool promtool : Promtool.ofEachVersion()) {
            Promtool.Verdict verdict = promtool.checkRules(rules.toArray(Path[]::new));
            assertThat(verdict.accepted())
                    .as(() -> verdict.output()
                            .lines()
                            .filter(line -> !line.contains("SUCCESS"))
                            .collect(Collectors.joining("\n")))
                    .isTrue();
        }
    }

    /** The rules as they were written, without what is around them. */
    private static Path rules(String output, Path file) throws IOException {
        List<JsonNode> manifests =
                YAML.readerFor(JsonNode.class).<JsonNode>readValues(output).readAll();
        assertThat(manifests)
                .extracting(manifest -> manifest.path("kind").asText())
                .contains("PrometheusRule");
        String rule = output.substring(output.indexOf("kind: PrometheusRule"));
        return Files.writeString(
                file,
                rule.substring(rule.indexOf("\nspec:\n") + "\nspec:\n".length())
                        .lines()
                        .map(line -> line.startsWith("  ") ? line.substring(2) : line)
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    /** Bare, or in a form in which a field may take it. */
    private static String text(Random random) {
        String any = random.ints(random.nextInt(5) + 1, 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
        return switch (random.nextInt(5)) {
            case 0 -> any;
            case 1 -> "a" + any + "a";
            case 2 -> "https://a.example/" + any.replaceAll("\\s", "");
            case 3 -> "m{" + LabelMatcher.equal("l", any) + "}";
            default -> "m{" + LabelMatcher.notMatches("l", any) + "}";
        };
    }

    private static List<JsonPointer> texts(JsonNode node, JsonPointer at) {
        return switch (node.getNodeType()) {
            case STRING -> at.toString().matches(".*/(apiVersion|kind)") ? List.of() : List.of(at);
            case OBJECT ->
                node.propertyStream()
                        .flatMap(field -> texts(field.getValue(), at.appendProperty(field.getKey())).stream())
                        .toList();
            case ARRAY ->
                Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                        .flatMap(i -> texts(node.get(i), at.appendIndex(i)).stream())
                        .toList();
            default -> List.of();
        };
    }

    private static JsonNode changed(JsonNode input, JsonPointer field, String text) {
        JsonNode changed = input.deepCopy();
        JsonPointer last = field.last();
        switch (changed.at(field.head())) {
            case ObjectNode object -> object.put(last.getMatchingProperty(), text);
            case ArrayNode array -> array.set(last.getMatchingIndex(), text);
            case JsonNode other -> throw new AssertionError(other);
        }
        return changed;
    }
}
