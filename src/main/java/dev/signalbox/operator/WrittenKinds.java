package dev.signalbox.operator;

import dev.signalbox.operator.apply.OutputKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

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
                    OutputKind.OPEN_REPORT,
                    OutputKind.POLICY_REPORT,
                    OutputKind.FREEZE_GATE,
                    OutputKind.VALIDATING_ADMISSION_POLICY_BINDING)),
            EnumSet.noneOf(OutputKind.class));

    static final WrittenKinds OF_POLICIES = new WrittenKinds(
            "ObservabilityPolicy",
            EnumSet.of(OutputKind.OPEN_REPORT, OutputKind.POLICY_REPORT),
            EnumSet.noneOf(OutputKind.class));

    WrittenKinds {
        kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
        needed = Set.copyOf(needed);
    }
}
