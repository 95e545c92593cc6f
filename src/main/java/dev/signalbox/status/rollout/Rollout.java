package dev.signalbox.status.rollout;

import dev.signalbox.status.rollout.Memory.Cause;
import dev.signalbox.status.rollout.Memory.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One look at the rollout of a configuration.
 *
 * @param phase where it is
 * @param run hash of the configuration that the workload is to have; nothing: there is to be no workload yet
 * @param tries whether the wanted configuration is to be tried
 * @param memory for the next look
 * @param message for people
 */
public record Rollout(Phase phase, Optional<String> run, boolean tries, Memory memory, String message) {
    /** Without any progress. One pod takes a minute at most to end, and one to start. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Where a rollout is, the worst last. */
    public enum Phase {
        /** All pods run with what is wanted. */
        SETTLED,
        /** Pods are being replaced. */
        ROLLING,
        /** It is being tried. */
        TRYING,
        /** All pods were given what is wanted, and some of them do not work at the moment. */
        DEGRADED,
        /** Pods did not become ready with what is wanted, and went back to what they had, where they had anything. */
        FAILED,
        /** What is wanted does not start; pods go on with what they had. */
        REJECTED
    }

    /**
     * What is to be done next.
     *
     * @param wanted hash of the configuration
     * @param memory of the last look
     * @param trial of what is wanted; asked for only where it is needed
     * @param pods of the workload; nothing where there is none
     */
    public static Rollout next(String wanted, Memory memory, Supplier<Trial> trial, Optional<Pods> pods, Instant now) {
        Memory known = memory.refused()
                        .filter(refused -> !refused.hash().equals(wanted))
                        .isPresent()
                ? memory.forgiving()
                : memory;
        if (known.refused().isPresent()) {
            return refused(known);
        }
        return isOf(known.running(), wanted) ? rolling(wanted, known, pods, now) : moving(wanted, known, trial, now);
    }

    /** Which phases need another look without anything having happened. */
    public boolean isPending() {
        return phase == Phase.TRYING || phase == Phase.ROLLING;
    }

    /** Pods were given something, did not become ready with it, and were given back what they had. */
    public boolean wentBack() {
        return memory.refused()
                .filter(refused -> refused.cause() == Cause.FAILED)
                .filter(refused -> memory.running().isPresent() && !isOf(memory.running(), refused.hash()))
                .isPresent();
    }

    private static Rollout moving(String wanted, Memory memory, Supplier<Trial> trial, Instant now) {
        if (isOf(memory.lastGood(), wanted)) {
            return moved(wanted, memory, now);
        }
        return switch (trial.get()) {
            case Trial.Succeeded _, Trial.Impossible _ -> moved(wanted, memory, now);
            case Trial.Running _ ->
                new Rollout(Phase.TRYING, memory.running(), true, memory, "the configuration is being tried");
            case Trial.Failed(String message) ->
                refused(memory.refusing(new Refused(
                        wanted, Cause.REJECTED, "the collector does not start with the configuration: " + message)));
        };
    }

    private static Rollout moved(String wanted, Memory memory, Instant now) {
        return new Rollout(
                Phase.ROLLING, Optional.of(wanted), false, memory.moved(wanted, now), "pods get the configuration");
    }

    private static Rollout rolling(String wanted, Memory memory, Optional<Pods> pods, Instant now) {
        if (pods.filter(Pods::settled).isPresent()) {
            return new Rollout(
                    Phase.SETTLED, memory.running(), false, memory.settled(), "all pods run with the configuration");
        }
        if (isOf(memory.lastGood(), wanted)) {
            return new Rollout(Phase.DEGRADED, memory.running(), false, memory, figures(pods));
        }
        int progress = pods.map(Pods::progress).orElse(0);
        Instant since = memory.since().orElse(now);
        if (progress > memory.progress() || memory.since().isEmpty()) {
            return rolling(memory.gotOn(progress, now), pods);
        }
        return now.isBefore(since.plus(PATIENCE)) ? rolling(memory, pods) : late(wanted, memory, pods);
    }

    private static Rollout rolling(Memory memory, Optional<Pods> pods) {
        return new Rollout(Phase.ROLLING, memory.running(), false, memory, figures(pods));
    }

    private static Rollout late(String wanted, Memory memory, Optional<Pods> pods) {
        String message = "the rollout has not got on for %d minutes: %s".formatted(PATIENCE.toMinutes(), figures(pods));
        return memory.lastGood().isPresent()
                ? refused(memory.refusing(new Refused(wanted, Cause.FAILED, message)))
                : new Rollout(
                        Phase.FAILED,
                        memory.running(),
                        false,
                        memory,
                        message + "; there is no earlier configuration to go back to");
    }

    private static Rollout refused(Memory memory) {
        Refused refused = memory.refused().orElseThrow();
        Phase phase =
                switch (refused.cause()) {
                    case REJECTED -> Phase.REJECTED;
                    case FAILED -> Phase.FAILED;
                };
        return new Rollout(
                phase,
                memory.running(),
                false,
                memory,
                refused.message()
                        + memory.running()
                                .map(_ -> "; pods go on with the last good configuration")
                                .orElse(""));
    }

    private static boolean isOf(Optional<String> hash, String wanted) {
        return hash.filter(known -> Objects.equals(known, wanted)).isPresent();
    }

    private static String figures(Optional<Pods> pods) {
        return pods.map(all -> "%d of %d pods have the configuration, %d are ready"
                        .formatted(all.updated(), all.desired(), all.ready()))
                .orElse("there are no pods yet");
    }
}
