package dev.signalbox.operator;

import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.apply.Progress;
import dev.signalbox.status.StackObservation;
import dev.signalbox.status.rollout.Memory;
import dev.signalbox.status.rollout.Pods;
import dev.signalbox.status.rollout.Rollout;
import dev.signalbox.status.rollout.Trial;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The collectors of one workload, and what they are to run with now.
 *
 * @param workload which
 * @param kind of the workload
 * @param rollout where it is
 * @param pods as last seen
 * @param files what it is to have now: what is wanted, or what it has
 * @param kept configurations that stay beside it
 */
record CollectorRollout(
        ResourceName workload,
        OutputKind kind,
        Rollout rollout,
        Optional<Pods> pods,
        ConfigurationFiles files,
        Set<ResourceName> kept) {

    /**
     * Looks at it.
     *
     * @param kind of the workload
     * @param memory of the last look
     * @param trial asked only where it is needed
     */
    static CollectorRollout look(
            Owner owner,
            OutputKind kind,
            ConfigurationFiles wanted,
            Memory memory,
            Supplier<Trial> trial,
            Outputs outputs,
            ConfigurationHistory history,
            Instant now) {
        CollectorName collector = wanted.collector();
        ResourceName workload = new ResourceName(collector.namespace(), collector.name());
        Optional<Pods> pods = outputs.progress(kind, workload).flatMap(CollectorRollout::pods);
        Memory usable = memory.without(hash -> !hash.equals(wanted.hash()) && !history.holds(owner, collector, hash));
        Rollout rollout = Rollout.next(wanted.hash(), usable, trial, pods, now);
        ConfigurationFiles files = rollout.run()
                .filter(hash -> !hash.equals(wanted.hash()))
                .flatMap(hash -> history.read(wanted, hash))
                .orElse(wanted);
        Set<ResourceName> kept = history.needed(
                owner,
                collector,
                Stream.of(rollout.memory().running(), rollout.memory().lastGood())
                        .flatMap(Optional::stream));
        return new CollectorRollout(workload, kind, rollout, pods, files, kept);
    }

    /** It has to wait for its first configuration. */
    boolean isWithheld() {
        return rollout.run().isEmpty();
    }

    /** What is there is not deleted: a configuration that may still be started with, a workload that waits. */
    boolean needs(OutputKind output, ResourceName name) {
        return output == OutputKind.CONFIG_MAP && kept.contains(name)
                || output == kind && name.equals(workload) && isWithheld();
    }

    boolean isSettled() {
        return rollout.phase() == Rollout.Phase.SETTLED;
    }

    StackObservation.Collectors observation() {
        return new StackObservation.Collectors(rollout, pods);
    }

    private static Optional<Pods> pods(Progress progress) {
        return progress instanceof Progress.Pods(boolean observed, int desired, int updated, int ready)
                ? Optional.of(new Pods(observed, desired, updated, ready))
                : Optional.empty();
    }
}
