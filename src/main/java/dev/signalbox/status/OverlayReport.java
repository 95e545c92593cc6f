package dev.signalbox.status;

import static dev.signalbox.status.Verdict.Type.SAMPLING_IN_EFFECT;

import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Gateway;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Sampling;
import dev.signalbox.status.rollout.Overlay;
import dev.signalbox.status.rollout.OverlayMemory;
import dev.signalbox.status.rollout.OverlayMemory.Refused;
import dev.signalbox.status.rollout.OverlayStep;
import dev.signalbox.status.rollout.Pods;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sampling file of gateways in the status of a stack. */
public final class OverlayReport {
    /** The kubelet brings it within two minutes, then pods take it up one after the other, and then it has to be seen. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int LARGEST_LIST = 100;
    private static final int LONGEST_MESSAGE = 1024;

    private OverlayReport() {}

    /** What was known of it. */
    public static OverlayMemory memory(Optional<ObservabilityStackStatus> previous) {
        return previous.map(ObservabilityStackStatus::gateways)
                .map(gateways -> memory(gateways.overlayHash(), Optional.ofNullable(gateways.sampling())))
                .orElse(OverlayMemory.NONE);
    }

    private static OverlayMemory memory(String hash, Optional<Sampling> fields) {
        return new OverlayMemory(
                fields.filter(_ -> hash != null)
                        .filter(known -> known.structureHash() != null)
                        .map(known ->
                                new Overlay(hash, known.structureHash(), Optional.ofNullable(known.boostsHash()))),
                fields.map(Sampling::changed).map(Instant::parse),
                fields.filter(known -> known.refusedHash() != null)
                        .map(known -> new Refused(
                                known.refusedHash(),
                                Optional.ofNullable(known.message()).orElse(""))));
    }

    /** Null where there is nothing to remember. */
    static Sampling fields(OverlayMemory memory) {
        return memory.live().isEmpty() && memory.refused().isEmpty()
                ? null
                : new Sampling(
                        memory.live().map(Overlay::structure).orElse(null),
                        memory.live().flatMap(Overlay::boosts).orElse(null),
                        memory.changed()
                                .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                                .orElse(null),
                        memory.refused().map(Refused::attempt).orElse(null),
                        memory.refused()
                                .map(Refused::message)
                                .map(OverlayReport::shortened)
                                .orElse(null));
    }

    /** Null where it is not known. */
    static List<Gateway> replicas(OverlayEvidence evidence) {
        return switch (evidence) {
            case OverlayEvidence.Unknown _ -> null;
            case OverlayEvidence.Heard(var running) ->
                running.entrySet().stream()
                        .limit(LARGEST_LIST)
                        .map(pod -> new Gateway(pod.getKey(), null, pod.getValue()))
                        .toList();
        };
    }

    /** Whether gateways do what the sampling file says. */
    static Verdict verdict(OverlayStep step, Optional<Pods> pods, OverlayEvidence evidence, Instant now) {
        return switch (step.phase()) {
            case REJECTED -> Verdict.no(SAMPLING_IN_EFFECT, Reason.CONFIGURATION_REJECTED, step.message());
            case TRYING -> Verdict.unknown(SAMPLING_IN_EFFECT, Reason.TRYING_CONFIGURATION, step.message());
            case STRUCTURE_WAITS -> Verdict.unknown(SAMPLING_IN_EFFECT, Reason.SAMPLING_WAITS, step.message());
            case GIVEN, NUMBERS_WAIT -> seen(step.memory(), pods, evidence, now);
        };
    }

    private static Verdict seen(OverlayMemory memory, Optional<Pods> pods, OverlayEvidence evidence, Instant now) {
        String hash = memory.live().map(Overlay::hash).orElse("");
        int desired = pods.map(Pods::desired).orElse(0);
        return switch (evidence) {
            case OverlayEvidence.Unknown(String why) ->
                Verdict.unknown(
                        SAMPLING_IN_EFFECT,
                        Reason.NOT_OBSERVED,
                        "gateways were given sampling %s; which of them run it is not known: %s".formatted(hash, why));
            case OverlayEvidence.Heard heard -> {
                String figures = "%d of %d gateways run sampling %s".formatted(heard.running(hash), desired, hash);
                if (heard.running(hash) >= desired) {
                    yield Verdict.yes(SAMPLING_IN_EFFECT, Reason.RELOADED, figures);
                }
                yield isLate(memory, now)
                        ? Verdict.no(SAMPLING_IN_EFFECT, Reason.NOT_RELOADED, figures + others(heard, hash))
                        : Verdict.unknown(SAMPLING_IN_EFFECT, Reason.RELOADING, figures);
            }
        };
    }

    /** When those who do not run it yet are late; nothing where all do, or it is not known. */
    static Optional<Instant> lateAt(OverlayStep step, Optional<Pods> pods, OverlayEvidence evidence, Instant now) {
        return verdict(step, pods, evidence, now).reason().equals(Reason.RELOADING.text())
                ? step.memory().changed().map(at -> at.plus(PATIENCE))
                : Optional.empty();
    }

    /** A gateway that has only just begun is told of by its rollout. */
    private static boolean isLate(OverlayMemory memory, Instant now) {
        return memory.changed().filter(at -> !now.isBefore(at.plus(PATIENCE))).isPresent();
    }

    private static String others(OverlayEvidence.Heard heard, String hash) {
        String others = heard.running().entrySet().stream()
                .filter(pod -> !pod.getValue().equals(hash))
                .map(pod -> pod.getKey() + " runs " + pod.getValue())
                .collect(Collectors.joining(", "));
        return (others.isEmpty() ? "" : "; " + others) + "; kubectl logs of their container reloader says why not";
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
