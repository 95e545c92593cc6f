package dev.signalbox.operator.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.guardrails.Door;
import dev.signalbox.guardrails.Finding;
import dev.signalbox.guardrails.Judge;
import dev.signalbox.guardrails.Namespace;
import dev.signalbox.guardrails.Subject;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules as a real API server has them, held against a policy. */
@ExtendWith(LocalCluster.class)
class ForeignRulesIT {
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 1);

    @Test
    void rulesOfOthersAreHeldAgainstAPolicyAndOursAreNot(LocalCluster.Namespace namespace) throws Unlisted {
        CustomResourceDefinitions.install(
                namespace.client(), CustomResourceDefinitions.ofPrometheusOperator("prometheusrules"), "test");
        for (int i = 0; i < 101; i++) {
            rule(
                    namespace,
                    "quiet-" + i,
                    "{}",
                    "{alert: Quiet, expr: 'up{namespace=\"%s\"} == 0', labels: {severity: warning}}"
                            .formatted(namespace.name()));
        }
        rule(namespace, "recorded", "{}", "{record: busy, expr: 'avg(rate(node_cpu_seconds_total[5m]))'}");
        rule(
                namespace,
                "wakes",
                "{}",
                "{alert: Busy, expr: busy > 0.9, labels: {severity: critical}, annotations: {summary: '{{ query `up` }}'}}");
        rule(
                namespace,
                "ours",
                "{app.kubernetes.io/managed-by: signalbox}",
                "{alert: Busy, expr: busy > 0.9, labels: {severity: critical}}");

        List<Subject.Alerts> read = new ForeignRules(namespace.client(), Set.of(namespace.name())).read();

        assertThat(read).hasSize(103);
        List<Finding> findings = read.stream()
                .flatMap(alerts ->
                        Judge.judge(List.of(policy()), Namespace.named(namespace.name()), alerts, Door.RECONCILE, TODAY)
                                .stream())
                .toList();
        assertThat(findings)
                .extracting(finding -> finding.object().name() + " "
                        + finding.rule().path() + " " + finding.violation().path())
                .containsExactly(
                        "recorded queries.confineToNamespace spec.groups[0].rules[0].expr",
                        "wakes require.runbook spec.groups[0].rules[0].annotations.runbook_url",
                        "wakes forbid.pagingOnCauses spec.groups[0].rules[0]",
                        "wakes queries.confineToNamespace spec.groups[0].rules[0].annotations.summary",
                        "wakes queries.confineToNamespace spec.groups[0].rules[0].expr");
        assertThat(findings.get(2).violation().message()).contains("which reads node_cpu_seconds_total");
    }

    private static Policy policy() {
        ObservabilityPolicy resource = Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityPolicy
                metadata: {name: rules}
                spec:
                  require: {fields: [runbook]}
                  forbid: {metricLabels: [user_id], pagingOnCauses: true}
                  queries: {confineToNamespace: true}
                """, ObservabilityPolicy.class);
        return ((Reading.Read<Policy>) PolicyReader.read(resource)).value();
    }

    private static void rule(LocalCluster.Namespace namespace, String name, String labels, String rule) {
        HasMetadata object =
                Serialization.unmarshal("""
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                metadata: {name: %s, namespace: %s, labels: %s}
                spec: {groups: [{name: some, rules: [%s]}]}
                """.formatted(name, namespace.name(), labels, rule), HasMetadata.class);
        namespace.client().resource(object).create();
    }
}
