package dev.signalbox.guardrails;

import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rule is decided of which kind, by looking at what, and at which doors. */
public final class RuleTable {
    /** Of a freeze it is workloads that are judged, and only where they are written. */
    private static final Row FREEZE = new Row(
            Rule.FREEZE,
            "Deployment, StatefulSet, Rollout",
            "`spec.template.spec` while the budget is exhausted",
            Set.of(Door.ADMISSION_POLICY));

    private static final List<Row> ROWS = Stream.of(
                    rows(SubjectKind.SERVICE_OBSERVABILITY, ServiceChecks.ALL),
                    rows(SubjectKind.SLO, SloChecks.ALL),
                    rows(SubjectKind.SAMPLING_POLICY, SamplingChecks.ALL),
                    rows(SubjectKind.PROMETHEUS_RULE, AlertChecks.ALL),
                    Stream.of(FREEZE))
            .flatMap(rows -> rows)
            .sorted(Comparator.comparing(Row::rule))
            .toList();

    private static final Map<SubjectKind, Set<Rule>> RECONCILED = Arrays.stream(SubjectKind.values())
            .collect(Collectors.toMap(kind -> kind, kind -> ROWS.stream()
                    .filter(row -> row.kind().equals(inTable(kind).kind())
                            && row.doors().contains(Door.RECONCILE))
                    .map(Row::rule)
                    .collect(Collectors.toUnmodifiableSet())));

    private RuleTable() {}

    /**
     * One line of the table.
     *
     * @param rule of a policy
     * @param kind of what is judged
     * @param looksAt fields, for people
     * @param doors that can decide it
     */
    public record Row(Rule rule, String kind, String looksAt, Set<Door> doors) {}

    /** All lines, in the order of the rules; a rule has one for each kind and each place that is looked at. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** Whether a policy has a rule about objects of that kind, once they are there. */
    public static boolean isAbout(Policy policy, SubjectKind kind) {
        return !Collections.disjoint(policy.rules(), RECONCILED.get(kind));
    }

    /** What is held against the same has the same rows. */
    private static SubjectKind inTable(SubjectKind kind) {
        return kind == SubjectKind.VM_RULE ? SubjectKind.PROMETHEUS_RULE : kind;
    }

    private static Stream<Row> rows(SubjectKind kind, List<? extends Check<?>> checks) {
        return checks.stream().map(check -> new Row(check.rule(), kind.kind(), check.looksAt(), check.doors()));
    }
}
