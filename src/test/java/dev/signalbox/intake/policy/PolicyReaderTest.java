package dev.signalbox.intake.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.intake.pipeline.Written;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TelemetrySignal;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Exemption;
import dev.signalbox.model.policy.FreezeTerms;
import dev.signalbox.model.policy.Limits;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Prohibitions;
import dev.signalbox.model.policy.RequiredField;
import dev.signalbox.model.policy.Requirements;
import dev.signalbox.model.policy.Rule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyReaderTest {
    @Test
    void whatIsNotSaidHasItsDefault() {
        assertThat(read())
                .isEqualTo(new Policy(
                        "production",
                        LabelSelection.ALL,
                        Enforcement.AUDIT,
                        Requirements.NONE,
                        Limits.NONE,
                        Prohibitions.NONE,
                        false,
                        Optional.empty(),
                        List.of()));
        assertThat(read("freeze: {}").freeze())
                .contains(new FreezeTerms(Enforcement.WARN, Set.of(), "signalbox.dev/freeze-override", List.of()));
    }

    @Test
    void everyFieldIsRead() throws IOException {
        Policy policy = Written.read(
                PolicyReader::read,
                Written.YAML.unmarshal(
                        Files.readString(Path.of("examples/observabilitypolicy/full.yaml")),
                        ObservabilityPolicy.class));

        assertThat(policy)
                .isEqualTo(new Policy(
                        "production",
                        new LabelSelection(Map.of("env", "production"), List.of()),
                        Enforcement.DENY,
                        new Requirements(
                                Set.of(RequiredField.TEAM, RequiredField.RUNBOOK),
                                Set.of(1),
                                Set.of(TelemetrySignal.METRICS, TelemetrySignal.LOGS, TelemetrySignal.TRACES)),
                        new Limits(
                                Optional.of(10_000),
                                Optional.of(Duration.ofDays(30)),
                                Optional.of(Duration.ofDays(400)),
                                Optional.of(Duration.ofDays(14)),
                                Optional.of(BigDecimal.valueOf(20)),
                                Optional.of(new BigDecimal("99.99")),
                                Optional.of(8),
                                Optional.of(BigDecimal.valueOf(500))),
                        new Prohibitions(Set.of("user_id", "email"), Set.of("trace_id"), true),
                        true,
                        Optional.of(new FreezeTerms(
                                Enforcement.WARN, Set.of(1), "signalbox.dev/freeze-override", List.of())),
                        List.of(new Exemption(
                                "legacy", Set.of(Rule.SIGNALS), LocalDate.of(2027, 3, 31), "retired in Q1"))));
        Set<Rule> unasked = Set.of(Rule.TIER, Rule.ENVIRONMENT, Rule.DESCRIPTION);
        assertThat(Rule.values()).allSatisfy(rule -> assertThat(policy.rules().contains(rule))
                .as(rule.path())
                .isNotEqualTo(unasked.contains(rule)));
    }

    @Test
    void anExceptionMayNameAWholePart() {
        Policy policy = read("exceptions: [{namespace: a, rules: [limits, require.fields, require.team, freeze],"
                + " until: \"2027-03-31\", reason: x}]");

        assertThat(policy.exceptions().getFirst().rules())
                .containsExactly(
                        Rule.TEAM,
                        Rule.TIER,
                        Rule.ENVIRONMENT,
                        Rule.RUNBOOK,
                        Rule.DESCRIPTION,
                        Rule.SERIES_PER_SERVICE,
                        Rule.LOG_RETENTION,
                        Rule.ARCHIVE_RETENTION,
                        Rule.TRACE_RETENTION,
                        Rule.BASELINE_SAMPLING_PERCENT,
                        Rule.OBJECTIVE,
                        Rule.SLOS_PER_SERVICE,
                        Rule.COST_PER_SERVICE_PER_MONTH,
                        Rule.FREEZE);
        assertThat(policy.exception("a", Rule.TEAM)).hasValueSatisfying(exception -> assertThat(List.of(
                        exception.holdsOn(LocalDate.of(2027, 3, 31)), exception.holdsOn(LocalDate.of(2027, 4, 1))))
                .containsExactly(true, false));
        assertThat(policy.exception("b", Rule.TEAM)).isEmpty();
        assertThat(policy.exception("a", Rule.SIGNALS)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsToldWithWhatToWriteInstead(String field, String expected) {
        assertThat(violations(field)).containsExactly(expected);
    }

    static List<Arguments> faults() {
        return List.of(
                fault(
                        "namespaceSelector: {matchExpressions: [{key: env, operator: Like, values: [a]}]}",
                        "spec.namespaceSelector.matchExpressions[0].operator: must be In, NotIn, Exists or"
                                + " DoesNotExist, was \"Like\"; write e.g. In"),
                fault(
                        "require: {sloForTiers: [5]}",
                        "spec.require.sloForTiers[0]: must be >= 1 and <= 4, was 5; write e.g. 1, the most important"),
                fault(
                        "limits: {logRetention: 1month}",
                        "spec.limits.logRetention: must be a duration, was \"1month\"; write e.g. \"30s\""),
                fault(
                        "limits: {logRetention: 12h}",
                        "spec.limits.logRetention: must be at least 1d, because Loki keeps nothing for less; was"
                                + " \"12h\"; write e.g. 30d"),
                fault(
                        "limits: {archiveRetention: 12h}",
                        "spec.limits.archiveRetention: must be at least 1d, because object storage counts whole days;"
                                + " was \"12h\"; write e.g. 30d"),
                fault(
                        "limits: {traceRetention: 0s}",
                        "spec.limits.traceRetention: must be a duration, was \"0s\"; write e.g. \"30s\""),
                fault(
                        "limits: {baselineSamplingPercent: 101}",
                        "spec.limits.baselineSamplingPercent: must be >= 0 and <= 100, was 101; write e.g. 10"),
                fault(
                        "limits: {objective: 100}",
                        "spec.limits.objective: must be > 0 and < 100, was 100; write e.g. 99.99"),
                fault("limits: {slosPerService: 0}", "spec.limits.slosPerService: must be >= 1 and <= 1000, was 0"),
                fault(
                        "limits: {costPerServicePerMonth: \"1e9\"}",
                        "spec.limits.costPerServicePerMonth: must be an amount of money as a decimal string, was"
                                + " \"1e9\"; write e.g. \"500\""),
                fault(
                        "forbid: {metricLabels: [user_id, job]}",
                        "spec.forbid.metricLabels[1]: must not be \"job\", which says whose the series is; leave it"
                                + " out"),
                fault(
                        "forbid: {logLabels: [service_name]}",
                        "spec.forbid.logLabels[0]: must not be \"service_name\", which collectors give to every"
                                + " stream; leave it out"),
                fault(
                        "forbid: {logLabels: [trace-id]}",
                        "spec.forbid.logLabels[0]: must be a label name of letters, digits and '_' that begins with no"
                                + " digit and not with \"__\", was \"trace-id\"; write e.g. \"user_id\""),
                fault(
                        "freeze: {overrideAnnotation: a b}",
                        "spec.freeze.overrideAnnotation: must be a legal name of an annotation, was \"a b\"; write"
                                + " e.g. signalbox.dev/freeze-override"),
                fault(
                        "freeze: {exemptUsers: [\"\"]}",
                        "spec.freeze.exemptUsers[0]: must name a user, was empty; write e.g."
                                + " system:serviceaccount:flagger:flagger"),
                exception(
                        "namespace: a, rules: [require.signal], until: \"2027-03-31\", reason: x",
                        "rules[0]: must be a rule by its path in the spec, or a whole part of it; was"
                                + " \"require.signal\"; write e.g. require.signals"),
                exception(
                        "namespace: a, rules: [], until: \"2027-03-31\", reason: x",
                        "rules: must name at least one rule, was empty; write e.g. [require.signals]"),
                exception(
                        "namespace: a, rules: [freeze], until: \"2027-02-30\", reason: x",
                        "until: must be a day, year-month-day, was \"2027-02-30\"; write e.g. \"2027-03-31\""),
                exception(
                        "namespace: a, rules: [freeze], until: soon, reason: x",
                        "until: must be a day, year-month-day, was \"soon\"; write e.g. \"2027-03-31\""),
                exception(
                        "namespace: A, rules: [freeze], until: \"2027-03-31\", reason: x",
                        "namespace: must be 1 to 63 lower-case letters, digits and '-', first and last a letter or"
                                + " digit; was \"A\"; write e.g. \"legacy\""),
                exception(
                        "namespace: a, rules: [freeze], until: \"2027-03-31\", reason: \" \"",
                        "reason: must say why, was missing; write e.g. \"retired in Q1\""));
    }

    @Test
    void twoExceptionsOfOneRuleInOneNamespaceContradictEachOther() {
        assertThat(violations(
                        "exceptions:",
                        "- {namespace: a, rules: [require], until: \"2027-03-31\", reason: x}",
                        "- {namespace: b, rules: [require.team], until: \"2027-03-31\", reason: x}",
                        "- {namespace: a, rules: [freeze, require.team], until: \"2027-04-30\", reason: y}"))
                .containsExactly(
                        "spec.exceptions[2].rules[1]: must be excepted once in a namespace, was require.team as"
                                + " at spec.exceptions[0].rules[0]; remove it from one of them");
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(violations(
                        "require: {sloForTiers: [0]}",
                        "limits: {logRetention: 1h, objective: 0}",
                        "forbid: {metricLabels: [le]}",
                        "exceptions: [{namespace: a, rules: [x], until: y, reason: z}]"))
                .extracting(violation -> violation.substring(0, violation.indexOf(':')))
                .containsExactly(
                        "spec.require.sloForTiers[0]",
                        "spec.limits.logRetention",
                        "spec.limits.objective",
                        "spec.forbid.metricLabels[0]",
                        "spec.exceptions[0].rules[0]",
                        "spec.exceptions[0].until");
    }

    private static Arguments fault(String field, String expected) {
        return Arguments.of(field, expected);
    }

    private static Arguments exception(String fields, String expected) {
        return Arguments.of("exceptions: [{%s}]".formatted(fields), "spec.exceptions[0]." + expected);
    }

    private static Policy read(String... fields) {
        return Written.read(PolicyReader::read, Written.of(ObservabilityPolicy.class, "production", fields));
    }

    private static List<String> violations(String... fields) {
        return Written.violations(PolicyReader::read, Written.of(ObservabilityPolicy.class, "production", fields));
    }
}
