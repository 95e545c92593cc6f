package dev.signalbox.guardrails;

import dev.signalbox.api.v1alpha1.FreezeGateSpec;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.freeze.Closure;
import dev.signalbox.freeze.Gates;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.FreezeTerms;
import dev.signalbox.model.policy.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about objects that are not ours. */
final class ForeignRuleCases {
    private static final String SINCE = "2026-11-01T00:00:00Z";
    private static final String RAN = "registry.example.com/checkout:1";

    private ForeignRuleCases() {}

    static Stream<RuleCase> all() {
        return Stream.concat(ofRules(), Stream.of(freeze()));
    }

    private static Stream<RuleCase> ofRules() {
        return Stream.of(
                alert(
                        Rule.RUNBOOK,
                        "alerts that page, and their runbooks",
                        "require: {fields: [runbook]}",
                        "labels: {severity: page}",
                        "labels: {severity: page}, annotations: {runbook_url: \"https://runbooks.example.com/a\"}",
                        "spec.groups[0].rules[0].annotations.runbook_url: must be given where an alert pages, was missing on"
                                + " alert Down with severity \"page\"; write e.g. \"https://runbooks.example.com/checkout\""),
                alert(
                        Rule.METRIC_LABELS,
                        "labels that rules match",
                        "forbid: {metricLabels: [user_id]}",
                        "labels: {severity: ticket, user_id: a}",
                        "labels: {severity: ticket}",
                        "spec.groups[0].rules[0]: must not be \"user_id\", a label that metrics must not carry; do without"
                                + " it"),
                alert(
                        Rule.PAGING_ON_CAUSES,
                        "alerts that page, and the metrics",
                        "forbid: {pagingOnCauses: true}",
                        "labels: {severity: page}",
                        "labels: {severity: ticket}",
                        "spec.groups[0].rules[0]: must not page on causes, was alert Down with severity \"page\", which reads"
                                + " node_load1 and nothing that users feel; page on an SLO of the service, and write severity:"
                                + " warning here"),
                alert(
                        Rule.CONFINE_TO_NAMESPACE,
                        "expressions, and templates",
                        "queries: {confineToNamespace: true}",
                        "annotations: {summary: \"{{ query \\\"up\\\" }}\"}",
                        "annotations: {summary: \"{{ $value }}\"}",
                        "spec.groups[0].rules[0].annotations.summary: must not call query in a template, which reads series"
                                + " of any namespace; write {{ $value }} and {{ $labels }}, which the alert has"));
    }

    private static RuleCase alert(Rule rule, String looksAt, String policy, String wrong, String right, String words) {
        return RuleCase.of(
                rule, "PrometheusRule", looksAt, policy, rules("checkout", wrong), rules("cart", right), words);
    }

    private static String rules(String name, String fields) {
        return RuleCase.document(
                "monitoring.coreos.com/v1",
                "PrometheusRule",
                name,
                "spec: {groups: [{name: a, rules: [{alert: Down, expr: 'node_load1{namespace=\"shop\"} > 9', %s}]}]}"
                        .formatted(fields));
    }

    private static RuleCase freeze() {
        return RuleCase.of(
                Rule.FREEZE,
                "Deployment",
                "`spec.template.spec`",
                "freeze: {whenBudgetExhausted: <enforcement>}",
                deployment("registry.example.com/checkout:2"),
                deployment(RAN),
                "spec.template.spec: must be one that ran before the error budget of SLO availability was exhausted (4 % is"
                        + " left, since " + SINCE
                        + "), was another; roll back with kubectl rollout undo, or write why it"
                        + " can't wait into the annotation signalbox.dev/freeze-override",
                gate());
    }

    private static String deployment(String image) {
        return RuleCase.document("apps/v1", "Deployment", "checkout", """
                spec:
                  selector: {matchLabels: {app: checkout}}
                  template: {metadata: {labels: {app: checkout}}, spec: {containers: [{name: app, image: "%s"}]}}
                """.formatted(image));
    }

    /** As the operator moves it on for another hour. */
    private static String gate() {
        ResourceName service = new ResourceName("shop", "checkout");
        FreezeTerms terms = new FreezeTerms(Enforcement.DENY, Set.of(), FreezeTerms.OVERRIDE_ANNOTATION, List.of());
        Closure closure = new Closure(
                service, "guard", terms, "availability", new BigDecimal("4.4"), Set.of("availability"), true);
        FreezeGateSpec before = new FreezeGateSpec(
                "guard",
                dev.signalbox.api.v1alpha1.Enforcement.DENY,
                "checkout",
                "availability",
                BigDecimal.ONE,
                SINCE,
                SINCE,
                "",
                FreezeTerms.OVERRIDE_ANNOTATION,
                List.of(),
                List.of(new FreezeGateSpec.Workload(
                        "Deployment", "checkout", List.of(new FreezeGateSpec.Revision(List.of(RAN), null)))));
        return Gates.next(Optional.of(before), closure, List.of(), Instant.now(), Duration.ofHours(1))
                .map(gate -> ManifestYaml.of(Gates.manifest(service, gate)))
                .orElseThrow();
    }
}
