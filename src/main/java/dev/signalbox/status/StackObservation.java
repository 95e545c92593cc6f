package dev.signalbox.status;

import dev.signalbox.compile.Compilation;
import dev.signalbox.status.rollout.Pods;
import dev.signalbox.status.rollout.Rollout;
import java.util.Optional;

/**
 * What is known of a stack.
 *
 * @param generation of the resource
 * @param compilation what it becomes
 * @param delivery what became of that
 * @param agents nothing where they are not ours to roll out
 * @param gateways likewise
 */
public record StackObservation(
        long generation,
        Compilation compilation,
        Delivery delivery,
        Optional<Collectors> agents,
        Optional<Gateways> gateways) {

    /** Whether something is expected to change by itself within minutes. */
    public boolean isPending() {
        return agents.filter(all -> all.rollout().isPending()).isPresent()
                || gateways.filter(all -> all.collectors().rollout().isPending())
                        .isPresent();
    }

    /**
     * Collectors of one workload.
     *
     * @param rollout where their configuration is
     * @param pods nothing where there is no workload yet
     */
    public record Collectors(Rollout rollout, Optional<Pods> pods) {}

    /** @param overlayHash hash of the sampling file that they should run */
    public record Gateways(Collectors collectors, Optional<String> overlayHash) {}
}
