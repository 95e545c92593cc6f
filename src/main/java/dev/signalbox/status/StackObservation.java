package dev.signalbox.status;

import dev.signalbox.compile.Compilation;
import dev.signalbox.status.rollout.OverlayStep;
import dev.signalbox.status.rollout.Pods;
import dev.signalbox.status.rollout.Rollout;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** When there is something to do, or to tell, without anything having happened. */
    public Optional<Instant> due(Instant now) {
        return gateways.stream().flatMap(all -> all.due(now)).min(Instant::compareTo);
    }

    /**
     * Collectors of one workload.
     *
     * @param rollout where their configuration is
     * @param pods nothing where there is no workload yet
     */
    public record Collectors(Rollout rollout, Optional<Pods> pods) {}

    /**
     * Gateways.
     *
     * @param overlay where their sampling file is; nothing: they have none
     * @param evidence what they run
     */
    public record Gateways(Collectors collectors, Optional<OverlayStep> overlay, OverlayEvidence evidence) {
        private Stream<Instant> due(Instant now) {
            return overlay.stream()
                    .flatMap(step -> Stream.of(step.due(), OverlayReport.lateAt(step, collectors.pods(), evidence, now))
                            .flatMap(Optional::stream));
        }
    }
}
