package dev.signalbox.status;

import static dev.signalbox.status.Verdict.Type.ACCEPTED;
import static dev.signalbox.status.Verdict.Type.APPLIED;
import static dev.signalbox.status.Verdict.Type.READY;
import static dev.signalbox.status.Verdict.Type.STALLED;

import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Agents;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Gateways;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Notice;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.model.Violation;
import dev.signalbox.status.StackObservation.Collectors;
import dev.signalbox.status.rollout.Memory;
import dev.signalbox.status.rollout.Overlay;
import dev.signalbox.status.rollout.OverlayMemory;
import dev.signalbox.status.rollout.OverlayStep;
import dev.signalbox.status.rollout.Pods;
import dev.signalbox.status.rollout.Rollout;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The status of the {@code ObservabilityStack}, from what it was and what is known. */
public final class StackStatusReport {
    private static final ObservabilityStackStatus NOTHING =
            new ObservabilityStackStatus(null, null, null, null, null, null, null, null, null, null);
    private static final String KEPT = "what was applied before stays as it is";

    private StackStatusReport() {}

    /**
     * The new status; equal to the previous one when there is nothing new to say.
     *
     * @param findings of what is looked into beside collectors
     * @param boards what became of its dashboards
     */
    public static ObservabilityStackStatus next(
            Optional<ObservabilityStackStatus> previous,
            StackObservation observation,
            Findings<StackFindings> findings,
            Boards boards,
            Instant now) {
        ObservabilityStackStatus before = previous.orElse(NOTHING);
        List<Condition> conditions = Optional.ofNullable(before.conditions()).orElse(List.of());
        boolean kept = !(observation.delivery() instanceof Delivery.Delivered);
        return new ObservabilityStackStatus(
                observation.generation(),
                Conditions.of(
                        findings.with(
                                Stream.concat(verdicts(observation, now).stream(), BoardVerdicts.of(boards).stream())
                                        .toList(),
                                StackFindings::verdicts),
                        conditions,
                        findings.kept(conditions),
                        observation.generation(),
                        now),
                findings.first(StackFindings::coverage).orElse(before.coverage()),
                findings.first(StackFindings::cardinality).orElse(before.cardinality()),
                findings.first(StackFindings::cost).orElse(before.cost()),
                findings.first(StackFindings::alerts).orElse(before.alerts()),
                findings.first(StackFindings::metricNames).orElse(before.metricNames()),
                observation.agents().map(StackStatusReport::agents).orElse(kept ? before.agents() : null),
                observation.gateways().map(StackStatusReport::gateways).orElse(kept ? before.gateways() : null),
                kept ? before.tenants() : TenantFields.of(observation.tenants()));
    }

    /** What was known of the rollout of agents. */
    public static Memory agents(Optional<ObservabilityStackStatus> previous) {
        return previous.map(ObservabilityStackStatus::agents)
                .map(agents -> RolloutFields.memory(agents.configHash(), agents.lastGoodHash(), agents.rollout()))
                .orElse(Memory.NONE);
    }

    /** What was known of the rollout of gateways. */
    public static Memory gateways(Optional<ObservabilityStackStatus> previous) {
        return previous.map(ObservabilityStackStatus::gateways)
                .map(gateways ->
                        RolloutFields.memory(gateways.configHash(), gateways.lastGoodHash(), gateways.rollout()))
                .orElse(Memory.NONE);
    }

    private static Agents agents(Collectors collectors) {
        Memory memory = collectors.rollout().memory();
        return new Agents(
                collectors.pods().map(Pods::desired).orElse(0),
                collectors.pods().map(Pods::ready).orElse(0),
                memory.running().orElse(null),
                memory.lastGood().orElse(null),
                RolloutFields.of(memory));
    }

    private static Gateways gateways(StackObservation.Gateways gateways) {
        Collectors collectors = gateways.collectors();
        Memory memory = collectors.rollout().memory();
        OverlayMemory sampling = gateways.overlay().map(OverlayStep::memory).orElse(OverlayMemory.NONE);
        return new Gateways(
                collectors.pods().map(Pods::desired).orElse(0),
                collectors.pods().map(Pods::ready).orElse(0),
                memory.running().orElse(null),
                memory.lastGood().orElse(null),
                RolloutFields.of(memory),
                sampling.live().map(Overlay::hash).orElse(null),
                OverlayReport.fields(sampling),
                gateways.overlay().isPresent() ? OverlayReport.replicas(gateways.evidence()) : null,
                null,
                null,
                null);
    }

    private static List<Verdict> verdicts(StackObservation observation, Instant now) {
        return switch (observation.compilation()) {
            case Compilation.Rejected(List<Violation> violations) -> rejected(violations);
            case Compilation.Blocked(Prerequisite.Kind(var kind)) ->
                blocked(
                        Reason.KIND_NOT_SERVED.text(),
                        "the cluster does not serve " + kind + "; it is done as soon as the cluster does");
            case Compilation.Blocked(Prerequisite.Support(String reason, String message)) -> blocked(reason, message);
            case Compilation.Blocked(Prerequisite.Reference reference) ->
                blocked(Reason.REFERENCE_NOT_FOUND.text(), reference.violation().toString());
            case Compilation.Compiled compiled -> compiled(compiled.notices(), observation, now);
        };
    }

    private static List<Verdict> rejected(List<Violation> violations) {
        String text = violations.stream().map(Violation::toString).collect(java.util.stream.Collectors.joining("\n"));
        return List.of(
                Verdict.no(ACCEPTED, Reason.INVALID, text),
                Verdict.no(APPLIED, Reason.NOT_ACCEPTED, KEPT),
                Verdict.no(READY, Reason.NOT_ACCEPTED, KEPT),
                Verdict.yes(STALLED, Reason.INVALID, text));
    }

    private static List<Verdict> blocked(String reason, String message) {
        return List.of(
                Verdict.yes(ACCEPTED, Reason.ACCEPTED, "the spec is right"),
                new Verdict(APPLIED, Verdict.Truth.FALSE, reason, message),
                new Verdict(READY, Verdict.Truth.FALSE, reason, message));
    }

    private static List<Verdict> compiled(List<Notice> notices, StackObservation observation, Instant now) {
        Verdict accepted = Verdict.yes(
                ACCEPTED,
                Reason.ACCEPTED,
                notices.isEmpty()
                        ? "the spec is right"
                        : notices.stream()
                                .map(notice -> notice.reason() + ": " + notice.message())
                                .collect(java.util.stream.Collectors.joining("\n")));
        return switch (observation.delivery()) {
            case Delivery.Delivered _, Delivery.Kept _ ->
                Stream.concat(
                                Stream.of(
                                        accepted,
                                        Verdict.yes(
                                                APPLIED,
                                                Reason.APPLIED,
                                                "everything that collectors need is in the cluster"),
                                        ready(observation)),
                                observation.gateways().stream().flatMap(gateways -> sampling(gateways, now)))
                        .toList();
            case Delivery.Contended(String output, String holders) ->
                undelivered(
                        accepted,
                        Reason.CONTENDED,
                        "%s is there and not ours (managed by %s), and was left alone; delete it"
                                .formatted(output, holders));
            case Delivery.Refused(String output, String message) ->
                undelivered(accepted, Reason.REFUSED, output + ": " + message);
        };
    }

    private static Stream<Verdict> sampling(StackObservation.Gateways gateways, Instant now) {
        return gateways.overlay().stream()
                .map(step -> OverlayReport.verdict(step, gateways.collectors().pods(), gateways.evidence(), now));
    }

    private static List<Verdict> undelivered(Verdict accepted, Reason reason, String message) {
        return List.of(accepted, Verdict.no(APPLIED, reason, message), Verdict.no(READY, reason, message));
    }

    /** @param who for people */
    private record Told(String who, Rollout rollout) {}

    /** The worst of all; what is said of each is told. One tenant's collector is no matter of the stack. */
    private static Verdict ready(StackObservation observation) {
        List<Told> all = Stream.of(
                        observation.agents().map(agents -> new Told("agents", agents.rollout())).stream(),
                        observation
                                .gateways()
                                .map(gateways -> new Told(
                                        "gateways", gateways.collectors().rollout()))
                                .stream(),
                        observation.others().entrySet().stream()
                                .map(other -> new Told(
                                        other.getKey(), other.getValue().rollout())),
                        observers(observation).stream())
                .flatMap(told -> told)
                .toList();
        String message = all.stream()
                .map(told -> told.who() + ": " + told.rollout().message())
                .collect(java.util.stream.Collectors.joining("\n"));
        return all.stream()
                .map(told -> told.rollout().phase())
                .max(Rollout.Phase::compareTo)
                .map(worst -> ready(worst, message))
                .orElseGet(() -> Verdict.yes(READY, Reason.APPLIED, "applied; how they run is not ours to see"));
    }

    /** There may be thousands: the worst is told. */
    private static Optional<Told> observers(StackObservation observation) {
        return observation.observers().entrySet().stream()
                .max(Comparator.comparing(
                        observer -> observer.getValue().rollout().phase()))
                .map(worst -> new Told(
                        "observer of " + worst.getKey(), worst.getValue().rollout()));
    }

    private static Verdict ready(Rollout.Phase phase, String message) {
        return switch (phase) {
            case SETTLED -> Verdict.yes(READY, Reason.ROLLED_OUT, message);
            case ROLLING -> Verdict.unknown(READY, Reason.ROLLING_OUT, message);
            case TRYING -> Verdict.unknown(READY, Reason.TRYING_CONFIGURATION, message);
            case DEGRADED -> Verdict.no(READY, Reason.COLLECTORS_NOT_READY, message);
            case FAILED -> Verdict.no(READY, Reason.ROLLOUT_FAILED, message);
            case REJECTED -> Verdict.no(READY, Reason.CONFIGURATION_REJECTED, message);
        };
    }
}
