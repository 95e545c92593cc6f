package dev.signalbox.report;

import java.util.List;
import java.util.Optional;

/**
 * How the collectors and the stack's other outputs are.
 *
 * @param agents on nodes
 * @param gateways behind them
 * @param tenants of namespaces, for dependencies, probes and browsers
 * @param problems of the stack's conditions
 */
public record CollectorHealth(
        Optional<Ready> agents, Optional<Ready> gateways, Optional<Ready> tenants, List<Problem> problems) {
    public CollectorHealth {
        problems = List.copyOf(problems);
    }

    /** How many are ready of how many. */
    public record Ready(int ready, int desired) {
        public boolean isComplete() {
            return ready >= desired;
        }
    }
}
