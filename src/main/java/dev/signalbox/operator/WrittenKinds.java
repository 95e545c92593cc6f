package dev.signalbox.operator;

import dev.signalbox.operator.apply.OutputKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a reconciler writes.
 *
 * @param ownerKind kind of the resources that it writes for
 * @param kinds of what it writes
 * @param needed those among them that it has rights to, or fails; it does without the others
 */
record WrittenKinds(String ownerKind, Set<OutputKind> kinds, Set<OutputKind> needed) {
    /** Those of them that hold rules. */
    static final Set<OutputKind> RULES =
            Collections.unmodifiableSet(EnumSet.of(OutputKind.PROMETHEUS_RULE, OutputKind.VM_RULE));

    static final WrittenKinds OF_SLOS = new WrittenKinds(
            "SLO",
            EnumSet.of(
                    OutputKind.PROMETHEUS_RULE,
                    OutputKind.VM_RULE,
                    OutputKind.ANALYSIS_TEMPLATE,
                    OutputKind.METRIC_TEMPLATE,
                    OutputKind.CONFIG_MAP,
                    OutputKind.GRAFANA_DASHBOARD),
            RULES);

    static final WrittenKinds OF_SERVICES = new WrittenKinds(
            "ServiceObservability",
            EnumSet.of(
                    OutputKind.POD_MONITOR,
                    OutputKind.SERVICE_MONITOR,
                    OutputKind.CONFIG_MAP,
                    OutputKind.GRAFANA_DASHBOARD),
            EnumSet.noneOf(OutputKind.class));

    static final WrittenKinds OF_STACKS = new WrittenKinds(
            "ObservabilityStack",
            EnumSet.complementOf(EnumSet.of(
                    OutputKind.SERVICE_MONITOR,
                    OutputKind.ANALYSIS_TEMPLATE,
                    OutputKind.METRIC_TEMPLATE,
                    OutputKind.OPEN_REPORT,
                    OutputKind.POLICY_REPORT,
                    OutputKind.FREEZE_GATE,
                    OutputKind.VALIDATING_ADMISSION_POLICY_BINDING)),
            EnumSet.noneOf(OutputKind.class));

    static final WrittenKinds OF_POLICIES = new WrittenKinds(
            "ObservabilityPolicy",
            EnumSet.of(OutputKind.OPEN_REPORT, OutputKind.POLICY_REPORT),
            EnumSet.noneOf(OutputKind.class));

    private static final List<WrittenKinds> ALL = List.of(OF_SLOS, OF_SERVICES, OF_STACKS, OF_POLICIES);

    WrittenKinds {
        kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
        needed = Set.copyOf(needed);
    }

    /** What any reconciler has among these. */
    static Set<OutputKind> all(Function<WrittenKinds, Set<OutputKind>> part) {
        return ALL.stream().map(part).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
