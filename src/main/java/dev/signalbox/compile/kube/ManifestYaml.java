package dev.signalbox.compile.kube;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes manifests as YAML for people, Git and any reader: equal objects give equal bytes, whichever order their maps
 * were filled in; a line is never folded; text that YAML 1.1 or 1.2 could take for anything else is quoted.
 */
public final class ManifestYaml {
    /** What one wants to read first, wherever it occurs; the rest follows by name. */
    private static final List<String> FIRST = List.of(
            "apiVersion", "kind", "metadata", "name", "namespace", "record", "alert", "expr", "for", "keep_firing_for");

    private static final Map<String, Integer> RANKS =
            FIRST.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), FIRST::indexOf));

    /** The order of fields. */
    static final Comparator<String> KEYS = ManifestYaml::compareKeys;

    private static final int STEP = 2;
    private static final int LONGEST_NUMBER = 40;

    /** As much as the rules of one SLO take. */
    private static final int USUAL_LENGTH = 1 << 14;

    private final StringBuilder out = new StringBuilder(USUAL_LENGTH);

    private ManifestYaml() {}

    /** Made only when needed: an SLO becomes rules without it, and it takes long to make. */
    private static final class Jackson {
        private static final ObjectMapper MAPPER = JsonMapper.builder()
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();
    }

    /** A manifest, or a part of one, as a tree. */
    public static JsonNode tree(KubernetesResource manifest) {
        return Jackson.MAPPER.valueToTree(manifest);
    }

    /** The same as of its {@link #tree}. */
    public static String of(KubernetesResource manifest) {
        ManifestYaml yaml = new ManifestYaml();
        switch (manifest) {
            case PrometheusRule rule -> new RuleYaml(yaml.out).write(rule);
            case PrometheusRuleSpec rules -> new RuleYaml(yaml.out).write(0, rules);
            default -> yaml.document(tree(manifest));
        }
        return yaml.out.toString();
    }

    /** One document, without a separator; ends with a line break. Fields that are null are left out. */
    public static String print(JsonNode manifest) {
        ManifestYaml yaml = new ManifestYaml();
        yaml.document(manifest);
        return yaml.out.toString();
    }

    /** One line of comment, whatever the text holds; ends with a line break. */
    public static String comment(String text) {
        return "# " + YamlText.printable(text) + "\n";
    }

    private void document(JsonNode root) {
        if (isBlock(root)) {
            block(root, 0);
        } else {
            scalar(root, STEP);
        }
    }

    private void block(JsonNode node, int indent) {
        if (node.isObject()) {
            fields(node, indent);
        } else {
            items(node, indent);
        }
    }

    private void fields(JsonNode object, int indent) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
        fields.removeIf(field -> field.getValue().isNull());
        fields.sort(Map.Entry.comparingByKey(KEYS));
        for (int i = 0; i < fields.size(); i++) {
            indent(i == 0 ? 0 : indent);
            out.append(YamlText.key(fields.get(i).getKey())).append(':');
            value(fields.get(i).getValue(), indent);
        }
    }

    /** What a key stands before. A list is not indented under its key, as kubectl writes it. */
    private void value(JsonNode value, int indent) {
        if (!isBlock(value)) {
            out.append(' ');
            scalar(value, indent + STEP);
            return;
        }
        int deeper = value.isObject() ? indent + STEP : indent;
        out.append('\n');
        indent(deeper);
        block(value, deeper);
    }

    private void items(JsonNode list, int indent) {
        for (int i = 0; i < list.size(); i++) {
            indent(i == 0 ? 0 : indent);
            out.append("- ");
            if (isBlock(list.get(i))) {
                block(list.get(i), indent + STEP);
            } else {
                scalar(list.get(i), indent + STEP);
            }
        }
    }

    private void scalar(JsonNode value, int indent) {
        switch (value.getNodeType()) {
            case STRING -> YamlText.append(out, value.textValue(), indent);
            case OBJECT -> out.append("{}");
            case ARRAY -> out.append("[]");
            case NUMBER -> out.append(number(value));
            default -> out.append(value.asText());
        }
        out.append('\n');
    }

    /** In plain decimals; with an exponent, in the form that YAML 1.1 knows, only where zeros would fill the line. */
    private static String number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asText();
        }
        String plain = value.decimalValue().toPlainString();
        if (plain.length() > LONGEST_NUMBER) {
            return Double.toString(value.doubleValue()).replace("E-", "e-").replace("E", "e+");
        }
        return plain.contains(".") ? plain : plain + ".0";
    }

    private static boolean isBlock(JsonNode node) {
        for (JsonNode child : node) {
            if (node.isArray() || !child.isNull()) {
                return true;
            }
        }
        return false;
    }

    private void indent(int columns) {
        out.repeat(' ', columns);
    }

    private static int compareKeys(String one, String other) {
        int byRank = Integer.compare(rank(one), rank(other));
        return byRank == 0 ? one.compareTo(other) : byRank;
    }

    private static int rank(String key) {
        return RANKS.getOrDefault(key, FIRST.size());
    }
}
