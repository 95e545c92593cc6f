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
 * @param optional whether it does without the kinds that it has no rights to
 */
record WrittenKinds(String ownerKind, Set<OutputKind> kinds, boolean optional) {
    static final WrittenKinds OF_SLOS = new WrittenKinds(
            "SLO", EnumSet.of(OutputKind.PROMETHEUS_RULE, OutputKind.VM_RULE, OutputKind.CONFIG_MAP), false);

    static final WrittenKinds OF_SERVICES = new WrittenKinds(
            "ServiceObservability", EnumSet.of(OutputKind.POD_MONITOR, OutputKind.SERVICE_MONITOR), true);

    static final WrittenKinds OF_STACKS =
            new WrittenKinds("ObservabilityStack", EnumSet.complementOf(EnumSet.of(OutputKind.SERVICE_MONITOR)), true);

    WrittenKinds {
        kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    }
}
