package dev.signalbox.model.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every rule that a policy can have, in the order in which violations are told. */
public enum Rule {
    TEAM("require.team", Bound.NONE),
    TIER("require.tier", Bound.NONE),
    ENVIRONMENT("require.environment", Bound.NONE),
    RUNBOOK("require.runbook", Bound.NONE),
    DESCRIPTION("require.description", Bound.NONE),
    SLO_FOR_TIERS("require.sloForTiers", Bound.AT_LEAST),
    SIGNALS("require.signals", Bound.NONE),
    SERIES_PER_SERVICE("limits.seriesPerService", Bound.AT_MOST),
    LOG_RETENTION("limits.logRetention", Bound.AT_MOST),
    ARCHIVE_RETENTION("limits.archiveRetention", Bound.AT_MOST),
    TRACE_RETENTION("limits.traceRetention", Bound.AT_MOST),
    BASELINE_SAMPLING_PERCENT("limits.baselineSamplingPercent", Bound.AT_MOST),
    OBJECTIVE("limits.objective", Bound.AT_MOST),
    SLOS_PER_SERVICE("limits.slosPerService", Bound.AT_MOST),
    COST_PER_SERVICE_PER_MONTH("limits.costPerServicePerMonth", Bound.AT_MOST),
    METRIC_LABELS("forbid.metricLabels", Bound.NONE),
    LOG_LABELS("forbid.logLabels", Bound.NONE),
    PAGING_ON_CAUSES("forbid.pagingOnCauses", Bound.NONE),
    CONFINE_TO_NAMESPACE("queries.confineToNamespace", Bound.NONE),
    FREEZE("freeze", Bound.NONE);

    /** The field of the spec that asks for fields, each of which is a rule. */
    private static final String FIELDS = "require.fields";

    private static final Set<Rule> REQUIRED_FIELDS = Set.of(TEAM, TIER, ENVIRONMENT, RUNBOOK, DESCRIPTION);

    private final String path;
    private final Bound bound;

    Rule(String path, Bound bound) {
        this.path = path;
        this.bound = bound;
    }

    /** On which side of a limit one has to stay. */
    public enum Bound {
        /** It is no limit. */
        NONE,
        /** The limit is the most that is allowed. */
        AT_MOST,
        /** The limit is the least that is allowed. */
        AT_LEAST
    }

    /** Where it is in the spec, which is its name: {@code limits.logRetention}; of a required field, {@code require.team}. */
    public String path() {
        return path;
    }

    /** What follows a message: that it is the rule of that policy which was broken. */
    public String of(String policy) {
        return "(policy %s, rule %s)".formatted(policy, path);
    }

    public Bound bound() {
        return bound;
    }

    /** The rules that a path stands for: one of them, or all of a part of the spec; none for any other text. */
    public static Set<Rule> at(String path) {
        return path.equals(FIELDS)
                ? REQUIRED_FIELDS
                : Arrays.stream(values())
                        .filter(rule -> rule.path.equals(path) || rule.part().equals(path))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Every path that stands for rules, in the order of the spec. */
    public static List<String> paths() {
        return Stream.concat(
                        Arrays.stream(values()).flatMap(rule -> Stream.of(rule.part(), rule.path)), Stream.of(FIELDS))
                .distinct()
                .toList();
    }

    private String part() {
        return path.split("[.]", 2)[0];
    }
}
