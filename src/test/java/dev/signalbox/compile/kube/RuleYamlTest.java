package dev.signalbox.compile.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds it against what Jackson makes of the same objects. */
class RuleYamlTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    void isWhatJacksonWrites() {
        PrometheusRule rule = new PrometheusRuleBuilder()
                .withNewMetadata()
                .withName("slo-checkout")
                .withNamespace("shop")
                .withLabels(Map.of("b", "2", "a", "1"))
                .withAnnotations(Map.of("c", "3"))
                .endMetadata()
                .withNewSpec()
                .addNewGroup()
                .withName("g")
                .withInterval("30s")
                .addNewRule()
                .withRecord("r")
                .withNewExpr("vector(1)")
                .withLabels(Map.of("d", "4"))
                .endRule()
                .addNewRule()
                .withAlert("A")
                .withNewExpr("up == 0")
                .withFor("5m")
                .withKeepFiringFor("15m")
                .withLabels(Map.of())
                .withAnnotations(Map.of("e", "5"))
                .endRule()
                .endGroup()
                .addNewGroup()
                .withName("empty")
                .endGroup()
                .endSpec()
                .build();

        assertThat(ManifestYaml.of(rule)).isEqualTo(ManifestYaml.print(JACKSON.<JsonNode>valueToTree(rule)));
    }

    /** A field that a later version of the model adds would be lost silently. */
    @Test
    void knowsAllFields() {
        assertThat(fields(Rule.class))
                .containsExactly("alert", "annotations", "expr", "for", "keepFiringFor", "labels", "record");
        assertThat(fields(RuleGroup.class)).containsExactly("interval", "name", "rules");
    }

    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .map(java.lang.reflect.Method::getName)
                .filter(name -> name.startsWith("set") && !name.startsWith("setAdditional"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .sorted()
                .toList();
    }
}
