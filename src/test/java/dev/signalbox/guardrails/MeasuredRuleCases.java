package dev.signalbox.guardrails;

import dev.signalbox.model.policy.Rule;
import java.util.stream.Stream;

/** Rules that are decided by what was measured, which is in the status of services. */
final class MeasuredRuleCases {
    private MeasuredRuleCases() {}

    static Stream<RuleCase> all() {
        return Stream.of(
                measured(
                        Rule.SIGNALS,
                        "`status.coverage`",
                        "require: {signals: [Logs, Traces]}",
                        "coverage: {metrics: Missing, logs: Missing, traces: Covered}",
                        "coverage: {metrics: Missing, logs: Covered, traces: Partial}",
                        "status.coverage.logs: must be Covered, was Missing; status.workloads names the workloads that send"
                                + " no logs"),
                measured(
                        Rule.SERIES_PER_SERVICE,
                        "`status.cardinality.activeSeries`",
                        "limits: {seriesPerService: 20000}",
                        "cardinality: {activeSeries: 20001}",
                        "cardinality: {activeSeries: 20000}",
                        "status.cardinality.activeSeries: must be at most 20000, was 20001; drop what"
                                + " status.cardinality.advice names"),
                measured(
                        Rule.COST_PER_SERVICE_PER_MONTH,
                        "`status.cost.perMonth`",
                        "limits: {costPerServicePerMonth: \"500\"}",
                        "cost: {perMonth: \"500.01\"}",
                        "cost: {perMonth: \"500\"}",
                        "status.cost.perMonth: must be at most 500, was 500.01; drop, sample or keep less; status.cost says"
                                + " of what there is most"),
                measured(
                        Rule.METRIC_LABELS,
                        "labels that its metrics",
                        "forbid: {metricLabels: [user_id, email]}",
                        "cardinality: {topLabels: [{name: path, values: 9}, {name: user_id, values: 7}]}",
                        "cardinality: {topLabels: [{name: path, values: 9}]}",
                        "spec.metrics.dropLabels: must have \"user_id\", which metrics must not carry; add it"),
                measured(
                        Rule.LOG_LABELS,
                        "labels of its streams",
                        "forbid: {logLabels: [trace_id]}",
                        "logLabels: [trace_id]",
                        "logLabels: [user_id]",
                        "spec.logs: must not have \"trace_id\" as a label of its streams, which it is; send it as an"
                                + " attribute of the record"));
    }

    private static RuleCase measured(
            Rule rule, String looksAt, String policy, String wrong, String right, String words) {
        return RuleCase.of(
                rule,
                "ServiceObservability",
                looksAt,
                policy,
                service("checkout", wrong),
                service("cart", right),
                words);
    }

    private static String service(String name, String status) {
        return DeclaredRuleCases.service(name, "") + "status: {" + status + "}\n";
    }
}
