package dev.signalbox.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.intake.pipeline.Written;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.TelemetrySignal;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);
    private static final Namespace SHOP = new Namespace("shop", Map.of("env", "production"));

    @Test
    void whatWasMeasuredIsJudgedWhereItIsKnownAndNowhereElse() {
        Policy policy = policy(
                "p",
                "require: {signals: [Logs, Traces]}",
                "limits: {seriesPerService: 20000, costPerServicePerMonth: \"500\"}",
                "forbid: {metricLabels: [user_id, email], logLabels: [trace_id]}");
        Measured measured = new Measured(
                Optional.of(20_001L),
                Optional.of(new BigDecimal("500.01")),
                Set.of(TelemetrySignal.LOGS, TelemetrySignal.METRICS),
                Set.of("user_id", "email", "path"),
                Set.of("trace_id", "level"));
        Subject service = service(measured, "metrics: {dropLabels: [email]}");

        assertThat(words(Judge.judge(List.of(policy), SHOP, service, Door.RECONCILE, TODAY)))
                .containsExactly(
                        "status.coverage.logs: must be Covered, was Missing; status.workloads names the workloads that"
                                + " send no logs (policy p, rule require.signals)",
                        "status.cardinality.activeSeries: must be at most 20000, was 20001; drop what"
                                + " status.cardinality.advice names (policy p, rule limits.seriesPerService)",
                        "status.cost.perMonth: must be at most 500, was 500.01; drop, sample or keep less; status.cost"
                                + " says of what there is most (policy p, rule limits.costPerServicePerMonth)",
                        "spec.metrics.dropLabels: must have \"user_id\", which metrics must not carry; add it"
                                + " (policy p, rule forbid.metricLabels)",
                        "spec.logs: must not have \"trace_id\" as a label of its streams, which it is; send it as an"
                                + " attribute of the record (policy p, rule forbid.logLabels)");
        assertThat(Arrays.stream(Door.values()).filter(door -> door != Door.RECONCILE))
                .allSatisfy(door -> assertThat(Judge.judge(List.of(policy), SHOP, service, door, TODAY))
                        .as("at %s", door)
                        .isEmpty());
        assertThat(Judge.judge(List.of(policy), SHOP, service(Measured.NOTHING), Door.RECONCILE, TODAY))
                .isEmpty();
    }

    @Test
    void whatOthersFoundIsTakenAsItIs() {
        Policy policy = policy(
                "p",
                "require: {fields: [runbook]}",
                "forbid: {metricLabels: [email, user_id], pagingOnCauses: true}",
                "queries: {confineToNamespace: true}");
        Subject alerts = new Subject.Alerts(
                SubjectKind.PROMETHEUS_RULE,
                new ResourceName("shop", "cpu"),
                List.of(new Violation("spec.groups[0].rules[0]", "must not", "fix")),
                List.of(new Violation("spec.groups[0].rules[1]", "must", "fix")),
                new TreeMap<>(Map.of("user_id", List.of("spec.groups[0].rules[2]"), "job", List.of("anywhere"))),
                List.of(new Violation("spec.groups[0].rules[3].expr", "must", "fix")));

        assertThat(words(Judge.judge(List.of(policy), SHOP, alerts, Door.RECONCILE, TODAY)))
                .containsExactly(
                        "spec.groups[0].rules[1]: must; fix (policy p, rule require.runbook)",
                        "spec.groups[0].rules[2]: must not be \"user_id\", a label that metrics must not carry; do without it"
                                + " (policy p, rule forbid.metricLabels)",
                        "spec.groups[0].rules[0]: must not; fix (policy p, rule forbid.pagingOnCauses)",
                        "spec.groups[0].rules[3].expr: must; fix (policy p, rule queries.confineToNamespace)");
        assertThat(Judge.judge(List.of(policy("p")), SHOP, alerts, Door.RECONCILE, TODAY))
                .isEmpty();
    }

    @Test
    void theSeverestComesFirstThenTheNameOfThePolicyAndTheRule() {
        String fields = "require: {fields: [runbook, team]}";
        List<Policy> policies = List.of(
                policy("b", fields, "enforcement: Deny"),
                policy("a", fields, "enforcement: Audit"),
                policy("d", fields, "enforcement: Warn"),
                policy("c", fields, "enforcement: Deny"),
                policy("elsewhere", fields, "enforcement: Deny", "namespaceSelector: {matchLabels: {env: test}}"),
                policy(
                        "excepted",
                        fields,
                        "enforcement: Deny",
                        "exceptions: [{namespace: shop, rules: [require.team], until: \"2027-12-31\", reason: x}]"));

        assertThat(Judge.judge(policies, SHOP, service(Measured.NOTHING), Door.WEBHOOK, TODAY))
                .extracting(finding -> finding.policy() + " " + finding.rule().path() + " " + finding.weight())
                .containsExactly(
                        "b require.team ERROR",
                        "b require.runbook ERROR",
                        "c require.team ERROR",
                        "c require.runbook ERROR",
                        "excepted require.runbook ERROR",
                        "d require.team WARNING",
                        "d require.runbook WARNING",
                        "excepted require.team NOTE",
                        "a require.team NOTE",
                        "a require.runbook NOTE");
    }

    @Test
    void aServiceAndItsFirstSloNeedNotBeWrittenAtOnce() {
        Policy policy = policy("p", "require: {sloForTiers: [1]}", "enforcement: Deny");
        Subject service = service(Measured.NOTHING, "tier: 1");

        assertThat(Judge.judge(List.of(policy), SHOP, service, Door.WEBHOOK, TODAY))
                .isEmpty();
        assertThat(Judge.judge(List.of(policy), SHOP, service, Door.RECONCILE, TODAY))
                .hasSize(1);
    }

    @Test
    void everyRuleIsInTheTable() {
        assertThat(RuleTable.rows().stream().map(RuleTable.Row::rule).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Rule.values());
    }

    private static List<String> words(List<Finding> findings) {
        return findings.stream().map(finding -> finding.told().toString()).toList();
    }

    private static Policy policy(String name, String... fields) {
        return Written.read(PolicyReader::read, Written.of(ObservabilityPolicy.class, name, fields));
    }

    private static Subject service(Measured measured, String... fields) {
        String[] all = Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = "selector: {matchLabels: {app: checkout}}";
        return new Estate(Map.of(), List.of(), List.of(), Optional.empty())
                .service(
                        Written.read(
                                TelemetryServiceReader::read, Written.of(ServiceObservability.class, "checkout", all)),
                        measured);
    }
}
