package dev.signalbox.operator;

import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.Revision;
import dev.signalbox.compile.pipeline.workload.TrialJob;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Progress;
import dev.signalbox.status.StackObservation;
import dev.signalbox.status.rollout.Memory;
import dev.signalbox.status.rollout.Pods;
import dev.signalbox.status.rollout.Rollout;
import dev.signalbox.status.rollout.Trial;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The collectors of one workload, and what they are to run with now.
 *
 * @param wanted what they are to run with in the end
 * @param kind of the workload
 * @param rollout where it is
 * @param pods as last seen
 * @param runs what they are to have now; nothing: they wait for their first
 * @param trial of what is wanted, where it is to be tried
 */
record CollectorRollout(
        Revision wanted,
        OutputKind kind,
        Rollout rollout,
        Optional<Pods> pods,
        Optional<Revision> runs,
        Optional<PlannedTrial> trial) {

    /**
     * A trial that may have its turn.
     *
     * @param job its name
     * @param made all of it, which takes its time
     */
    record PlannedTrial(ResourceName job, Supplier<TrialJob> made) {}

    /**
     * Looks at it.
     *
     * @param planned nothing: nothing is tried
     * @param trials how they ended
     */
    static CollectorRollout look(
            Revision revision,
            OutputKind kind,
            Memory memory,
            Optional<PlannedTrial> planned,
            Function<ResourceName, Trial> trials,
            Outputs outputs,
            ConfigurationHistory.Look history,
            Instant now) {
        CollectorName collector = revision.collector();
        Function<String, Optional<Revision>> known =
                hash -> hash.equals(revision.hash()) ? Optional.of(revision) : history.find(collector, hash);
        Optional<Pods> pods = outputs.progress(kind, workload(collector)).flatMap(CollectorRollout::pods);
        Memory usable = memory.without(hash -> known.apply(hash).isEmpty());
        Supplier<Trial> trial = () -> planned.map(PlannedTrial::job).map(trials).orElseGet(Trial.Impossible::new);
        Rollout rollout = Rollout.next(revision.hash(), usable, trial, pods, now);
        return new CollectorRollout(
                revision, kind, rollout, pods, rollout.run().flatMap(known), planned.filter(_ -> rollout.tries()));
    }

    ResourceName workload() {
        return workload(wanted.collector());
    }

    /** What is to be known of it is on its account; of the others it is in the status of the stack. */
    boolean isNoted() {
        return switch (wanted.collector().role()) {
            case AGENT, GATEWAY -> false;
            case CLUSTER_COLLECTOR, TENANT_COLLECTOR, HEAD_SAMPLER, OBSERVER, PROFILER, TRIAL -> true;
        };
    }

    /** They have to wait for their first configuration. */
    boolean isWithheld() {
        return runs.isEmpty();
    }

    boolean isSettled() {
        return rollout.phase() == Rollout.Phase.SETTLED;
    }

    /** The rest of them still have what they were taken back from. */
    Optional<String> leftBehind() {
        return rollout.wentBack() && pods.filter(Pods::settled).isEmpty()
                ? rollout.memory().refused().map(Memory.Refused::hash)
                : Optional.empty();
    }

    /** What is there is not deleted: a configuration that may still be started with, a workload that waits. */
    boolean needs(OutputKind output, ResourceName name, ConfigurationHistory.Look history) {
        return output == OutputKind.CONFIG_MAP && history.needs(wanted.collector(), name, named())
                || output == kind && name.equals(workload()) && isWithheld();
    }

    StackObservation.Collectors observation() {
        return new StackObservation.Collectors(rollout, pods);
    }

    private Set<String> named() {
        return Stream.of(rollout.memory().running(), rollout.memory().lastGood())
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static ResourceName workload(CollectorName collector) {
        return new ResourceName(collector.namespace(), collector.name());
    }

    private static Optional<Pods> pods(Progress progress) {
        return progress instanceof Progress.Pods(boolean observed, int desired, int updated, int ready)
                ? Optional.of(new Pods(observed, desired, updated, ready))
                : Optional.empty();
    }
}
