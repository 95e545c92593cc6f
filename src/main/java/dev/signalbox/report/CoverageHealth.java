package dev.signalbox.report;

import dev.signalbox.api.v1alpha1.Signal;
import dev.signalbox.model.ResourceName;
import java.math.BigDecimal;
import java.util.List;

/**
 * How many workloads are observed.
 *
 * @param total workloads that count
 * @param declared of which every required signal was asked for
 * @param instrumented of which every required signal was seen, or does not apply
 * @param percent instrumented ones of all; 100 where there are none
 * @param missing by namespace, name and kind
 * @param missingOmitted how many more there are
 */
public record CoverageHealth(
        int total, int declared, int instrumented, BigDecimal percent, List<Missing> missing, int missingOmitted) {
    public CoverageHealth {
        missing = List.copyOf(missing);
    }

    /**
     * A workload that is not instrumented.
     *
     * @param kind of the workload
     * @param signals that were not seen; may be unknown, and is empty then
     * @param declared whether a {@code ServiceObservability} has it
     */
    public record Missing(String kind, ResourceName name, List<Signal> signals, boolean declared) {
        public Missing {
            signals = List.copyOf(signals);
        }

        /** {@code namespace/kind/name}. */
        public String path() {
            return name.namespace() + "/" + kind + "/" + name.name();
        }
    }
}
