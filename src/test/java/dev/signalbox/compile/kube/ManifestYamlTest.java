package dev.signalbox.compile.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.intake.document.DocumentReader;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ManifestYamlTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void writesWhatOneWantsToReadFirstFirst() {
        PrometheusRule rule = new PrometheusRuleBuilder()
                .withNewMetadata()
                .withName("slo-checkout")
                .withNamespace("shop")
                .withLabels(Map.of("b", "2", "a", "1"))
                .endMetadata()
                .withNewSpec()
                .addNewGroup()
                .withName("g")
                .withInterval("30s")
                .addNewRule()
                .withAlert("A")
                .withNewExpr("up{job=\"x\"} == 0 or vector(1)")
                .withAnnotations(Map.of("description", "first line\n\n  second: line\n"))
                .withLabels(Map.of("severity", "on"))
                .endRule()
                .endGroup()
                .endSpec()
                .build();

        assertThat(ManifestYaml.print(ManifestYaml.tree(rule))).isEqualTo("""
                        apiVersion: monitoring.coreos.com/v1
                        kind: PrometheusRule
                        metadata:
                          name: slo-checkout
                          namespace: shop
                          labels:
                            a: "1"
                            b: "2"
                        spec:
                          groups:
                          - name: g
                            interval: 30s
                            rules:
                            - alert: A
                              expr: up{job="x"} == 0 or vector(1)
                              annotations:
                                description: |
                                  first line

                                    second: line
                              labels:
                                severity: "on"
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "yes | \"yes\"",
                "Off | \"Off\"",
                "y | \"y\"",
                "null | \"null\"",
                "NaN | \"NaN\"",
                "5 | \"5\"",
                "1e3 | \"1e3\"",
                "0x1F | \"0x1F\"",
                "1_000 | \"1_000\"",
                "12:30:45 | \"12:30:45\"",
                "2001-01-01 | \"2001-01-01\"",
                "5m | 5m",
                "1h30m | 1h30m",
                "10Gi | 10Gi",
                "0s | \"0s\"",
                "1e | \"1e\"",
                "-1 | \"-1\"",
                ".5 | \".5\"",
                "=1 | \"=1\"",
                "a: b | \"a: b\"",
                "a:b | a:b",
                "a # b | \"a # b\"",
                "a#b | a#b",
                "\"x\" | '\"x\"'",
                "it's | it's",
                "- a | \"- a\"",
                "{a} | \"{a}\"",
                "'x' | \"'x'\"",
                "a: \"b\" | 'a: \"b\"'",
                "up{a=\"b\"} | up{a=\"b\"}",
                "<< | \"<<\"",
                "é | é",
                "a\u0085b | \"a\\u0085b\"",
                "a\u2028b | \"a\\u2028b\"",
            })
    void quotesWhatAnyReaderCouldTakeForSomethingElse(String text, String yaml) {
        assertThat(ManifestYaml.print(field(text))).isEqualTo("a: " + yaml + "\n");
    }

    @Test
    void leavesOutNullsAndKeepsWhatIsEmpty() throws Exception {
        JsonNode tree = JSON.readTree(
                "{\"a\": null, \"b\": {}, \"c\": [], \"d\": \"\", \"e\": {\"f\": null}, \"g\": [[1], {}, []]}");

        assertThat(ManifestYaml.print(tree)).isEqualTo("b: {}\nc: []\nd: \"\"\ne: {}\ng:\n- - 1\n- {}\n- []\n");
    }

    /** Any text in any field: two readers of YAML find in it what was put in, whatever order it was put in. */
    @Test
    void readsBackAsItWas() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            ObjectNode tree = tree(random, 3);

            String yaml = ManifestYaml.print(tree);

            JsonNode snakeYaml = JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
            assertThat(snakeYaml).as(yaml).isEqualTo(JSON.valueToTree(JSON.convertValue(tree, Map.class)));
            assertThat(DocumentReader.read("x", yaml.getBytes(StandardCharsets.UTF_8))
                            .documents()
                            .getFirst()
                            .content())
                    .as(yaml)
                    .isEqualTo(tree);
            assertThat(ManifestYaml.print(shuffled(tree, random))).isEqualTo(yaml);
        }
    }

    @Test
    void writesNumbersThatReadBackAsTheyWere() {
        Random random = new Random(43);
        for (int i = 0; i < 5_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (!Double.isFinite(number)) {
                continue;
            }
            String yaml =
                    ManifestYaml.print(JsonNodeFactory.instance.objectNode().put("a", number));
            Object read = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .<Map<String, Object>>load(yaml)
                    .get("a");
            assertThat(((Number) read).doubleValue()).as(yaml).isEqualTo(number);
        }
    }

    @Test
    void putsAReplacementForHalfAPairAsAnApiServerDoes() {
        assertThat(ManifestYaml.print(field("a\uD83Db"))).isEqualTo("a: \"a\uFFFDb\"\n");
        assertThat(ManifestYaml.print(field("a\0b"))).isEqualTo("a: \"a\\u0000b\"\n");
        assertThat(ManifestYaml.print(field("\"\0"))).isEqualTo("a: \"\\\"\\u0000\"\n");
    }

    private static ObjectNode field(String text) {
        return JsonNodeFactory.instance.objectNode().put("a", text);
    }

    private static ObjectNode tree(Random random, int depth) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(4) + 1; i > 0; i--) {
            tree.set(text(random), value(random, depth));
        }
        return tree;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> JsonNodeFactory.instance.numberNode(random.nextLong());
            case 1 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 4 -> tree(random, depth - 1);
            case 5 -> {
                var list = JsonNodeFactory.instance.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> JsonNodeFactory.instance.textNode(text(random));
        };
    }

    private static String text(Random random) {
        String special = "-?:,[]{}#&*!|>'\"%@`~=<\\ \n\t\r\u0085\u2028\uFEFF\u0007\u007F\u009F\uFFFEyn01e.é😀abc/_";
        if (random.nextInt(4) == 0) {
            String numberLike = "0123456789eExXobBd_.:+-TZ";
            return random.ints(random.nextInt(6), 0, numberLike.length())
                    .mapToObj(at -> numberLike.substring(at, at + 1))
                    .collect(Collectors.joining());
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int at = random.nextInt(special.codePointCount(0, special.length()));
            text.appendCodePoint(
                    random.nextInt(20) == 0
                            ? anyCharacter(random)
                            : special.codePointAt(special.offsetByCodePoints(0, at)));
        }
        return text.toString();
    }

    private static int anyCharacter(Random random) {
        int c = random.nextInt(Character.MAX_CODE_POINT);
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 'x' : c;
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
        Collections.shuffle(fields, random);
        ObjectNode shuffled = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> shuffled.set(field.getKey(), shuffled(field.getValue(), random)));
        return shuffled;
    }
}
