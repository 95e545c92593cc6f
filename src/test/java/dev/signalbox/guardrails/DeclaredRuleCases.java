package dev.signalbox.guardrails;

import dev.signalbox.model.policy.Rule;
import java.util.stream.Stream;

/** Rules that are decided by what resources of ours declare. */
final class DeclaredRuleCases {
    private static final String SIGNALBOX = "signalbox.dev/v1alpha1";
    private static final String STACK = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ObservabilityStack
            metadata: {name: default}
            spec: {namespace: observability, sampling: {baselinePercent: 50}}
            """;

    private DeclaredRuleCases() {}

    static Stream<RuleCase> all() {
        return Stream.of(requiredOfServices(), limitsOfServices(), ofObjectives(), ofSampling())
                .flatMap(cases -> cases);
    }

    private static Stream<RuleCase> requiredOfServices() {
        return Stream.of(
                service(
                        Rule.TEAM,
                        "`spec.team`",
                        "require: {fields: [team]}",
                        "",
                        "team: payments",
                        "spec.team: must be given, was missing; write e.g. \"payments\""),
                service(
                        Rule.TIER,
                        "`spec.tier`",
                        "require: {fields: [tier]}",
                        "",
                        "tier: 2",
                        "spec.tier: must be given, was missing; write e.g. \"1\""),
                service(
                        Rule.ENVIRONMENT,
                        "`spec.environment`",
                        "require: {fields: [environment]}",
                        "",
                        "environment: staging",
                        "spec.environment: must be given, was missing; write e.g. \"production\""),
                service(
                        Rule.RUNBOOK,
                        "`spec.runbook`",
                        "require: {fields: [runbook]}",
                        "",
                        "runbook: https://runbooks.example.com/a",
                        "spec.runbook: must be given, was missing; write e.g. \"https://runbooks.example.com/checkout\""),
                service(
                        Rule.SLO_FOR_TIERS,
                        "`spec.tier`, and SLOs",
                        "require: {sloForTiers: [1, 2]}",
                        "tier: 2",
                        "tier: 3",
                        "spec.tier: must have at least 1 SLO, because it is of tier 2; had none; write an SLO with"
                                + " serviceRef: {name: checkout}"),
                service(
                        Rule.SIGNALS,
                        "`spec.profiles.enabled`",
                        "require: {signals: [Metrics, Profiles]}",
                        "",
                        "profiles: {enabled: true}",
                        "spec.profiles.enabled: must be true, was false; write true"));
    }

    private static Stream<RuleCase> limitsOfServices() {
        return Stream.of(
                service(
                        Rule.SERIES_PER_SERVICE,
                        "`spec.cardinality.seriesLimit`",
                        "limits: {seriesPerService: 5000}",
                        "",
                        "cardinality: {seriesLimit: 5000}",
                        "spec.cardinality.seriesLimit: must be at most 5000, was 10000; write 5000 or less"),
                service(
                        Rule.LOG_RETENTION,
                        "`spec.retention.logs`",
                        "limits: {logRetention: 30d}",
                        "retention: {logs: 5w}",
                        "retention: {logs: 30d}",
                        "spec.retention.logs: must be at most 30d, was 35d; write 30d or less"),
                service(
                        Rule.LOG_RETENTION,
                        "`spec.retention.logs`",
                        "limits: {logRetention: 30d}",
                        "retention: {logs: 7d, errorLogs: 31d}",
                        "retention: {errorLogs: 30d}",
                        "spec.retention.errorLogs: must be at most 30d, was 31d; write 30d or less"),
                service(
                        Rule.ARCHIVE_RETENTION,
                        "`spec.retention.archive`",
                        "limits: {archiveRetention: 400d}",
                        "retention: {archive: 2y}",
                        "retention: {archive: 1y}",
                        "spec.retention.archive: must be at most 400d, was 730d; write 400d or less"),
                service(
                        Rule.TRACE_RETENTION,
                        "`spec.retention.traces`",
                        "limits: {traceRetention: 14d}",
                        "retention: {traces: 15d}",
                        "retention: {traces: 14d}",
                        "spec.retention.traces: must be at most 14d, was 15d; write 14d or less"),
                service(
                        Rule.BASELINE_SAMPLING_PERCENT,
                        "the stack's baseline",
                        "limits: {baselineSamplingPercent: 20}",
                        "",
                        "traces: {samplingPolicy: seldom}",
                        "spec.traces.samplingPolicy: must be sampled at a baseline of at most 20 %, was 50 %, as the stack"
                                + " says; name a SamplingPolicy with tail.baselinePercent of 20 or less",
                        STACK,
                        sampling("seldom", "tail: {baselinePercent: 10}")));
    }

    private static Stream<RuleCase> ofObjectives() {
        return Stream.of(
                objective(
                        Rule.RUNBOOK,
                        "`spec.alerting.runbook`",
                        "require: {fields: [runbook]}",
                        "objective: 99.9",
                        "objective: 99.9\n  alerting: {runbook: \"https://runbooks.example.com/a\"}",
                        "spec.alerting.runbook: must be given, was missing; write e.g."
                                + " \"https://runbooks.example.com/checkout\""),
                objective(
                        Rule.DESCRIPTION,
                        "`spec.description`",
                        "require: {fields: [description]}",
                        "objective: 99.9",
                        "objective: 99.9\n  description: Anybody can pay",
                        "spec.description: must be given, was missing; write e.g. \"Shoppers can pay\""),
                objective(
                        Rule.OBJECTIVE,
                        "`spec.objective`",
                        "limits: {objective: 99.99}",
                        "objective: 99.995",
                        "objective: 99.99",
                        "spec.objective: must be at most 99.99, was 99.995; write 99.99 or less"),
                RuleCase.of(
                        Rule.SLOS_PER_SERVICE,
                        "SLO",
                        "SLOs of the same service",
                        "limits: {slosPerService: 1}",
                        slo("checkout", "objective: 99.9\n  service: checkout"),
                        slo("cart", "objective: 99.9\n  service: cart"),
                        "spec.service: must name a service whose SLOs are at most 1, were 2; remove SLOs of it until there"
                                + " are 1",
                        slo("other", "objective: 99\n  service: checkout")),
                objective(
                        Rule.METRIC_LABELS,
                        "`spec.groupBy`",
                        "forbid: {metricLabels: [user_id]}",
                        "objective: 99.9\n  groupBy: [region, user_id]",
                        "objective: 99.9\n  groupBy: [region]",
                        "spec.groupBy[1]: must not be \"user_id\", a label that metrics must not carry; group by another"
                                + " one, or by none"),
                RuleCase.of(
                        Rule.CONFINE_TO_NAMESPACE,
                        "SLO",
                        "queries that can't be held",
                        "queries: {confineToNamespace: true}",
                        document(
                                "SLO",
                                "checkout",
                                "service: checkout\n  objective: 99.9\n"
                                        + "  sli: {condition: {query: 'label_replace(up, \"namespace\", \"bank\", \"\", \"\") == 1'}}"),
                        slo("cart", "objective: 99.9\n  service: cart"),
                        "spec.sli.condition.query: must not make up the label namespace, which tells whose a series is; was"
                                + " made up by label_replace; write another label, e.g. \"origin\""));
    }

    private static Stream<RuleCase> ofSampling() {
        return Stream.of(RuleCase.of(
                Rule.BASELINE_SAMPLING_PERCENT,
                "SamplingPolicy",
                "`spec.tail.baselinePercent`",
                "limits: {baselineSamplingPercent: 20}",
                sampling("checkout", "tail: {baselinePercent: 20.5}"),
                sampling("cart", "tail: {baselinePercent: 20}"),
                "spec.tail.baselinePercent: must be at most 20, was 20.5; write 20 or less"));
    }

    private static RuleCase service(
            Rule rule, String looksAt, String policy, String wrong, String right, String words, String... beside) {
        return RuleCase.of(
                rule,
                "ServiceObservability",
                looksAt,
                policy,
                service("checkout", wrong),
                service("cart", right),
                words,
                beside);
    }

    private static RuleCase objective(
            Rule rule, String looksAt, String policy, String wrong, String right, String words) {
        return RuleCase.of(
                rule,
                "SLO",
                looksAt,
                policy,
                slo("checkout", wrong + "\n  service: checkout"),
                slo("cart", right + "\n  service: cart"),
                words);
    }

    /** A service, with more fields. */
    static String service(String name, String fields) {
        return document(
                "ServiceObservability", name, "selector: {matchLabels: {app: %s}}\n  %s".formatted(name, fields));
    }

    private static String slo(String name, String fields) {
        return document(
                "SLO", name, "sli: {ratio: {errors: 'errors_total', total: 'requests_total'}}\n  %s".formatted(fields));
    }

    private static String sampling(String name, String fields) {
        return document(
                "SamplingPolicy", name, "services: {matchLabels: {sampled: by-%s}}\n  %s".formatted(name, fields));
    }

    private static String document(String kind, String name, String fields) {
        return RuleCase.document(SIGNALBOX, kind, name, "spec:\n  " + fields);
    }
}
