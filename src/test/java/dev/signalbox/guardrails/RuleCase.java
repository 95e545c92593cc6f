package dev.signalbox.guardrails;

import dev.signalbox.model.policy.Rule;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule, a resource that breaks it, and one that doesn't; the same for every door.
 *
 * @param rule that is broken
 * @param policy fields of the policy's spec
 * @param kind of the resource
 * @param wrong fields of the spec of one that breaks it
 * @param right fields of the spec of one that doesn't
 * @param words what is said, without the policy
 * @param beside documents that have to be there too
 */
public record RuleCase(
        Rule rule, String policy, SubjectKind kind, String wrong, String right, String words, String beside) {
    private static final String SERVICE = "selector: {matchLabels: {app: checkout}}";
    private static final String SLO =
            "service: checkout\n  objective: 99.9\n  sli: {ratio: {errors: 'errors_total{job=\"checkout\"}',"
                    + " total: 'requests_total{job=\"checkout\"}'}}";

    /** Every rule that can be decided by what is declared. */
    public static Stream<RuleCase> all() {
        return Stream.concat(ofServices(), ofOthers());
    }

    private static Stream<RuleCase> ofServices() {
        return Stream.of(
                service(
                        Rule.TEAM,
                        "require: {fields: [team]}",
                        "",
                        "team: payments",
                        "spec.team: must be given, was missing; write e.g. \"payments\""),
                service(
                        Rule.TIER,
                        "require: {fields: [tier]}",
                        "",
                        "tier: 2",
                        "spec.tier: must be given, was missing; write e.g. \"1\""),
                service(
                        Rule.ENVIRONMENT,
                        "require: {fields: [environment]}",
                        "",
                        "environment: staging",
                        "spec.environment: must be given, was missing; write e.g. \"production\""),
                service(
                        Rule.RUNBOOK,
                        "require: {fields: [runbook]}",
                        "",
                        "runbook: https://runbooks.example.com/a",
                        "spec.runbook: must be given, was missing; write e.g."
                                + " \"https://runbooks.example.com/checkout\""),
                service(
                        Rule.SLO_FOR_TIERS,
                        "require: {sloForTiers: [1, 2]}",
                        "tier: 2",
                        "tier: 3",
                        "spec.tier: must have at least 1 SLO, because it is of tier 2; had none; write an SLO with"
                                + " serviceRef: {name: checkout}"),
                service(
                        Rule.SIGNALS,
                        "require: {signals: [Metrics, Profiles]}",
                        "",
                        "profiles: {enabled: true}",
                        "spec.profiles.enabled: must be true, was false; write true"),
                service(
                        Rule.SERIES_PER_SERVICE,
                        "limits: {seriesPerService: 5000}",
                        "",
                        "cardinality: {seriesLimit: 5000}",
                        "spec.cardinality.seriesLimit: must be at most 5000, was 10000; write 5000 or less"),
                service(
                        Rule.LOG_RETENTION,
                        "limits: {logRetention: 30d}",
                        "retention: {logs: 5w}",
                        "retention: {logs: 30d}",
                        "spec.retention.logs: must be at most 30d, was 35d; write 30d or less"),
                service(
                        Rule.LOG_RETENTION,
                        "limits: {logRetention: 30d}",
                        "retention: {logs: 7d, errorLogs: 31d}",
                        "retention: {errorLogs: 30d}",
                        "spec.retention.errorLogs: must be at most 30d, was 31d; write 30d or less"),
                service(
                        Rule.ARCHIVE_RETENTION,
                        "limits: {archiveRetention: 400d}",
                        "retention: {archive: 2y}",
                        "retention: {archive: 1y}",
                        "spec.retention.archive: must be at most 400d, was 730d; write 400d or less"),
                service(
                        Rule.TRACE_RETENTION,
                        "limits: {traceRetention: 14d}",
                        "retention: {traces: 15d}",
                        "retention: {traces: 14d}",
                        "spec.retention.traces: must be at most 14d, was 15d; write 14d or less"));
    }

    private static Stream<RuleCase> ofOthers() {
        return Stream.of(
                slo(
                        Rule.RUNBOOK,
                        "require: {fields: [runbook]}",
                        "",
                        "alerting: {runbook: \"https://runbooks.example.com/a\"}",
                        "spec.alerting.runbook: must be given, was missing; write e.g."
                                + " \"https://runbooks.example.com/checkout\""),
                slo(
                        Rule.DESCRIPTION,
                        "require: {fields: [description]}",
                        "",
                        "description: Shoppers can pay",
                        "spec.description: must be given, was missing; write e.g. \"Shoppers can pay\""),
                slo(
                        Rule.METRIC_LABELS,
                        "forbid: {metricLabels: [user_id]}",
                        "groupBy: [region, user_id]",
                        "groupBy: [region]",
                        "spec.groupBy[1]: must not be \"user_id\", a label that metrics must not carry; group by"
                                + " another one, or by none"),
                new RuleCase(
                        Rule.SLOS_PER_SERVICE,
                        "limits: {slosPerService: 1}",
                        SubjectKind.SLO,
                        SLO,
                        SLO.replace("service: checkout", "service: cart"),
                        "spec.service: must name a service whose SLOs are at most 1, were 2; remove SLOs of it until"
                                + " there are 1",
                        document("SLO", "other", SLO)),
                new RuleCase(
                        Rule.OBJECTIVE,
                        "limits: {objective: 99.99}",
                        SubjectKind.SLO,
                        SLO.replace("99.9", "99.995"),
                        SLO.replace("99.9", "99.99"),
                        "spec.objective: must be at most 99.99, was 99.995; write 99.99 or less",
                        ""),
                new RuleCase(
                        Rule.BASELINE_SAMPLING_PERCENT,
                        "limits: {baselineSamplingPercent: 20}",
                        SubjectKind.SAMPLING_POLICY,
                        "tail: {baselinePercent: 20.5}",
                        "tail: {baselinePercent: 20}",
                        "spec.tail.baselinePercent: must be at most 20, was 20.5; write 20 or less",
                        ""));
    }

    /** The resource that breaks the rule, in namespace {@code shop}. */
    public String wrongDocument() {
        return document(kind.kind(), "checkout", wrong);
    }

    /** The resource that doesn't, in namespace {@code shop}. */
    public String rightDocument() {
        return document(kind.kind(), "checkout", right);
    }

    /** The policy. */
    public String policyDocument(String name, String enforcement) {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityPolicy
                metadata: {name: %s}
                spec:
                  enforcement: %s
                  %s
                """.formatted(name, enforcement, policy);
    }

    /** What is said by every door. */
    public String told(String policyName) {
        return words + " (policy " + policyName + ", rule " + rule.path() + ")";
    }

    /** Which rules are among the cases. */
    public static List<Rule> rules() {
        return all().map(RuleCase::rule).distinct().toList();
    }

    @Override
    public String toString() {
        return rule.path() + " of " + kind.kind();
    }

    private static String document(String kind, String name, String fields) {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: shop}
                spec:
                  %s
                """.formatted(kind, name, fields);
    }

    private static RuleCase service(Rule rule, String policy, String wrong, String right, String words) {
        return new RuleCase(
                rule,
                policy,
                SubjectKind.SERVICE_OBSERVABILITY,
                SERVICE + "\n  " + wrong,
                SERVICE + "\n  " + right,
                words,
                "");
    }

    private static RuleCase slo(Rule rule, String policy, String wrong, String right, String words) {
        return new RuleCase(rule, policy, SubjectKind.SLO, SLO + "\n  " + wrong, SLO + "\n  " + right, words, "");
    }
}
