package dev.signalbox.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.Prometheus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSelectionTest {
    private static final ResourceName SLO = new ResourceName("shop", "checkout");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // its spec | the namespace's labels | why it leaves rules with release: kps in namespace shop out
                "{} | | Prometheus monitoring/k8s has no ruleSelector and takes no rules in",
                "{ruleSelector: {}} | | Prometheus monitoring/k8s has no ruleNamespaceSelector and takes rules of its own namespace only",
                "{ruleSelector: {}, ruleNamespaceSelector: {}} | | ``",
                "{ruleSelector: {matchLabels: {release: kps}}, ruleNamespaceSelector: {}} | | ``",
                "{ruleSelector: {matchLabels: {release: other, a: b}}, ruleNamespaceSelector: {}} | | Prometheus monitoring/k8s wants rules with the label a: b, the label release: other; write it into the stack's spec.metrics.rules.labels",
                "{ruleSelector: {matchExpressions: [{key: release, operator: In, values: [kps, x]}, {key: c, operator: DoesNotExist}]}, ruleNamespaceSelector: {}} | | ``",
                "{ruleSelector: {matchExpressions: [{key: c, operator: Exists}, {key: release, operator: NotIn, values: [kps]}]}, ruleNamespaceSelector: {}} | | Prometheus monitoring/k8s wants rules with a label c, a label release other than kps; write it into the stack's spec.metrics.rules.labels",
                "{ruleSelector: {}, ruleNamespaceSelector: {matchLabels: {team: a}}} | team: a | ``",
                "{ruleSelector: {}, ruleNamespaceSelector: {matchLabels: {team: a}}} | team: b | Prometheus monitoring/k8s wants namespaces with the label team: a; label namespace shop so",
                "{ruleSelector: {}, ruleNamespaceSelector: {matchLabels: {team: a}}} | | ``",
            })
    void itSaysWhatItWants(String spec, String namespaceLabel, String refusal) {
        Optional<Map<String, String>> labels =
                Optional.ofNullable(namespaceLabel).map(label -> Map.of("team", label.substring("team: ".length())));

        assertThat(selection("k8s", spec).refusal(Map.of("release", "kps"), "shop", () -> labels))
                .isEqualTo(Optional.of(refusal).filter(text -> !text.isEmpty()));
    }

    @Test
    void oneThatTakesThemInIsEnough() {
        RuleSelection everything = selection("all", "{ruleSelector: {}, ruleNamespaceSelector: {}}");
        RuleSelection nothing = selection("none", "{}");

        assertThat(new RuleSelections(List.of(everything, nothing), _ -> Optional.empty()).refusals(SLO, Map.of()))
                .isEmpty();
        assertThat(new RuleSelections(List.of(nothing, nothing), _ -> Optional.empty()).refusals(SLO, Map.of()))
                .hasSize(2);
        assertThat(RuleSelections.UNKNOWN.refusals(SLO, Map.of())).isEmpty();
    }

    private static RuleSelection selection(String name, String spec) {
        return RuleSelection.of(new KubernetesSerialization().unmarshal("""
                        apiVersion: monitoring.coreos.com/v1
                        kind: Prometheus
                        metadata: {name: %s, namespace: monitoring}
                        spec: %s
                        """.formatted(name, spec), Prometheus.class));
    }
}
