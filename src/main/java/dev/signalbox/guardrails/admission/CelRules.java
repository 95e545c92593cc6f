package dev.signalbox.guardrails.admission;

import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.guardrails.Words;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Rule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every rule that an API server can decide from one object and one policy. */
final class CelRules {
    /** As many as the schema of an SLO takes. */
    private static final int MOST_GROUPS = 8;

    private static final String SERIES_LIMIT =
            "(has(object.spec.cardinality) && has(object.spec.cardinality.seriesLimit)"
                    + " ? object.spec.cardinality.seriesLimit : 10000)";
    private static final String RUNBOOK = "https://runbooks.example.com/checkout";

    static final List<CelRule> ALL = Stream.concat(
                    Stream.of(
                            field(Rule.TEAM, SubjectKind.SERVICE_OBSERVABILITY, "team", "payments"),
                            field(Rule.TIER, SubjectKind.SERVICE_OBSERVABILITY, "tier", "1"),
                            field(Rule.ENVIRONMENT, SubjectKind.SERVICE_OBSERVABILITY, "environment", "production"),
                            field(Rule.RUNBOOK, SubjectKind.SERVICE_OBSERVABILITY, "runbook", RUNBOOK),
                            // What a service is referred to for may have one.
                            new CelRule(
                                    Rule.RUNBOOK,
                                    SubjectKind.SLO,
                                    required("runbook"),
                                    "has(object.spec.service)"
                                            + " && !(has(object.spec.alerting) && has(object.spec.alerting.runbook))",
                                    Words.missing("spec.alerting.runbook", RUNBOOK),
                                    List.of()),
                            new CelRule(
                                    Rule.DESCRIPTION,
                                    SubjectKind.SLO,
                                    required("description"),
                                    "!has(object.spec.description) || object.spec.description.trim() == ''",
                                    Words.missing("spec.description", "Shoppers can pay"),
                                    List.of()),
                            new CelRule(
                                    Rule.SIGNALS,
                                    SubjectKind.SERVICE_OBSERVABILITY,
                                    "has(params.spec.require) && has(params.spec.require.signals)"
                                            + " && 'Profiles' in params.spec.require.signals",
                                    "!(has(object.spec.profiles) && has(object.spec.profiles.enabled)"
                                            + " && object.spec.profiles.enabled)",
                                    Words.profilesMissing(),
                                    List.of()),
                            limit(
                                    Rule.SERIES_PER_SERVICE,
                                    SubjectKind.SERVICE_OBSERVABILITY,
                                    "seriesPerService",
                                    "spec.cardinality.seriesLimit",
                                    "true",
                                    SERIES_LIMIT),
                            limit(
                                    Rule.OBJECTIVE,
                                    SubjectKind.SLO,
                                    "objective",
                                    "spec.objective",
                                    "true",
                                    "object.spec.objective"),
                            limit(
                                    Rule.BASELINE_SAMPLING_PERCENT,
                                    SubjectKind.SAMPLING_POLICY,
                                    "baselineSamplingPercent",
                                    "spec.tail.baselinePercent",
                                    "has(object.spec.tail) && has(object.spec.tail.baselinePercent)",
                                    "object.spec.tail.baselinePercent")),
                    IntStream.range(0, MOST_GROUPS).mapToObj(CelRules::group))
            .toList();

    private CelRules() {}

    private static CelRule field(Rule rule, SubjectKind kind, String field, String example) {
        return new CelRule(
                rule,
                kind,
                required(field),
                "!has(object.spec." + field + ")",
                Words.missing("spec." + field, example),
                List.of());
    }

    private static String required(String field) {
        return "has(params.spec.require) && has(params.spec.require.fields) && '" + field
                + "' in params.spec.require.fields";
    }

    private static CelRule limit(Rule rule, SubjectKind kind, String limit, String path, String given, String value) {
        String most = "params.spec.limits." + limit;
        return new CelRule(
                rule,
                kind,
                "has(params.spec.limits) && has(" + most + ")",
                "%s && double(%s) > double(%s)".formatted(given, value, most),
                Words.beyond(rule, path, CelRule.SHOWN, CelRule.SHOWN),
                List.of("string(" + most + ")", "string(" + value + ")", "string(" + most + ")"));
    }

    /** One for each place: a message is for one of them. */
    private static CelRule group(int index) {
        String label = "object.spec.groupBy[" + index + "]";
        Violation words = Words.forbiddenGroup(index, CelRule.SHOWN);
        return new CelRule(
                Rule.METRIC_LABELS,
                SubjectKind.SLO,
                "has(params.spec.forbid) && has(params.spec.forbid.metricLabels)",
                "has(object.spec.groupBy) && size(object.spec.groupBy) > %d && %s in params.spec.forbid.metricLabels"
                        .formatted(index, label),
                words,
                List.of("string(" + label + ")"));
    }
}
