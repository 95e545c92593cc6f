package dev.signalbox.status;

import static dev.signalbox.status.Verdict.Type.ACCEPTED;
import static dev.signalbox.status.Verdict.Type.APPLIED;
import static dev.signalbox.status.Verdict.Type.CONFLICTED;
import static dev.signalbox.status.Verdict.Type.READY;
import static dev.signalbox.status.Verdict.Type.RESOLVED_REFS;
import static dev.signalbox.status.Verdict.Type.STALLED;

import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Notice;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.model.Violation;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is said of a service or a policy of which collectors have a part. */
final class ContributionVerdicts {
    private static final String LEFT_OUT = "left out of what collectors are told; what others declare is not touched";
    private static final String SAMPLING_POLICY_NOT_FOUND = "SamplingPolicyNotFound";

    /** Notices that others look for: what is promised no longer. */
    private static final Set<Verdict.Type> CONDITIONS =
            EnumSet.of(Verdict.Type.HEAD_LIMITS_KEEP, Verdict.Type.HEAD_NAME_SHARED, Verdict.Type.SPAN_METRICS_SAMPLED);

    private final Contribution contribution;
    private final boolean conflictLeavesOut;
    private final List<Condition> previous;
    private final Optional<Condition> readyBefore;

    private ContributionVerdicts(
            Contribution contribution,
            boolean conflictLeavesOut,
            List<Condition> previous,
            Optional<Condition> readyBefore) {
        this.contribution = contribution;
        this.conflictLeavesOut = conflictLeavesOut;
        this.previous = previous;
        this.readyBefore = readyBefore;
    }

    /**
     * The verdicts.
     *
     * @param conflictLeavesOut whether one that is in conflict has no part at all
     * @param previous conditions
     */
    static List<Verdict> of(Contribution contribution, boolean conflictLeavesOut, List<Condition> previous) {
        Optional<Condition> ready = Conditions.find(previous, READY)
                .filter(condition -> Objects.equals(condition.getObservedGeneration(), contribution.generation()));
        return new ContributionVerdicts(contribution, conflictLeavesOut, previous, ready).verdicts();
    }

    private List<Verdict> verdicts() {
        return switch (contribution.compilation()) {
            case Compilation.Rejected(List<Violation> violations) -> rejected(violations, LEFT_OUT);
            case Compilation.Compiled compiled ->
                accepted(
                        compiled.notices(),
                        applied(contribution.delivery(), "what it becomes by itself is in the cluster"));
            case Compilation.Blocked(Prerequisite.Kind(var kind)) ->
                accepted(
                        List.of(),
                        Verdict.no(
                                APPLIED,
                                Reason.KIND_NOT_SERVED,
                                "the cluster does not serve " + kind
                                        + ", or the operator has no rights to it; it is done as soon as both are there"));
            case Compilation.Blocked(Prerequisite.Support(String reason, String message)) ->
                accepted(List.of(), new Verdict(APPLIED, Verdict.Truth.FALSE, reason, message));
            case Compilation.Blocked(Prerequisite.Reference reference) ->
                accepted(
                        List.of(),
                        Verdict.no(
                                APPLIED,
                                Reason.REFERENCE_NOT_FOUND,
                                reference.violation().toString()));
        };
    }

    /** @param consequence what follows for what it should have become */
    static List<Verdict> rejected(List<Violation> violations, String consequence) {
        String text = violations.stream().map(Violation::toString).collect(Collectors.joining("\n"));
        return List.of(
                Verdict.no(ACCEPTED, Reason.INVALID, text),
                Verdict.unknown(RESOLVED_REFS, Reason.NOT_ACCEPTED, "the spec is not accepted"),
                Verdict.no(APPLIED, Reason.NOT_ACCEPTED, consequence),
                Verdict.no(READY, Reason.NOT_ACCEPTED, consequence),
                Verdict.yes(STALLED, Reason.INVALID, text));
    }

    private List<Verdict> accepted(List<Notice> notices, Verdict applied) {
        List<Verdict> verdicts = new ArrayList<>();
        List<Notice> others = notices.stream()
                .filter(notice -> !notice.reason().equals(Reason.CONFLICTED.text())
                        && !notice.reason().equals(SAMPLING_POLICY_NOT_FOUND)
                        && CONDITIONS.stream().map(Verdict.Type::text).noneMatch(notice.reason()::equals))
                .toList();
        verdicts.add(Verdict.yes(
                ACCEPTED,
                Reason.ACCEPTED,
                others.isEmpty() ? "the spec is right" : text(others, notice -> notice.reason() + ": ")));
        verdicts.add(resolved(of(notices, SAMPLING_POLICY_NOT_FOUND)));
        verdicts.add(applied);
        List<Notice> conflicts = of(notices, Reason.CONFLICTED.text());
        verdicts.add(ready(applied, conflicts));
        if (!conflicts.isEmpty()) {
            verdicts.add(Verdict.yes(CONFLICTED, Reason.CONFLICTED, text(conflicts, _ -> "")));
        }
        CONDITIONS.forEach(condition -> {
            List<Notice> told = of(notices, condition.text());
            if (!told.isEmpty()) {
                verdicts.add(new Verdict(condition, Verdict.Truth.TRUE, condition.text(), text(told, _ -> "")));
            }
        });
        ComplianceVerdict.of(contribution.guarded(), previous).ifPresent(verdicts::add);
        return List.copyOf(verdicts);
    }

    private static Verdict resolved(List<Notice> missing) {
        return missing.isEmpty()
                ? Verdict.yes(RESOLVED_REFS, Reason.RESOLVED, "everything that is referred to is there")
                : Verdict.no(RESOLVED_REFS, Reason.REFERENCE_NOT_FOUND, text(missing, _ -> ""));
    }

    /** @param done what is said where there is nothing to complain of */
    static Verdict applied(Delivery delivery, String done) {
        return switch (delivery) {
            case Delivery.Delivered _, Delivery.Kept _ -> Verdict.yes(APPLIED, Reason.APPLIED, done);
            case Delivery.Contended(String output, String holders) ->
                Verdict.no(
                        APPLIED,
                        Reason.CONTENDED,
                        "%s is there and not ours (managed by %s), and was left alone; delete it, or rename the resource"
                                .formatted(output, holders));
            case Delivery.Refused(String output, String message) ->
                Verdict.no(APPLIED, Reason.REFUSED, output + ": " + message);
        };
    }

    private Verdict ready(Verdict applied, List<Notice> conflicts) {
        if (applied.truth() == Verdict.Truth.FALSE) {
            return new Verdict(READY, applied.truth(), applied.reason(), applied.message());
        }
        if (conflictLeavesOut && !conflicts.isEmpty()) {
            return Verdict.no(READY, Reason.CONFLICTED, LEFT_OUT);
        }
        return switch (contribution.inCollectors()) {
            case InCollectors.Running _ -> Verdict.yes(READY, Reason.ROLLED_OUT, "all agents and gateways run with it");
            case InCollectors.Awaited(String message) ->
                stillReady().orElseGet(() -> Verdict.unknown(READY, Reason.AWAITING_COLLECTORS, message));
            case InCollectors.Held(String reason, String message) ->
                stillReady().orElseGet(() -> new Verdict(READY, Verdict.Truth.FALSE, reason, message));
            case InCollectors.Blocked(String reason, String message) ->
                new Verdict(READY, Verdict.Truth.FALSE, reason, message);
        };
    }

    /** What ran with this generation goes on running while others are rolled out. */
    private Optional<Verdict> stillReady() {
        return readyBefore
                .filter(condition -> Verdict.Truth.TRUE.text().equals(condition.getStatus()))
                .map(condition ->
                        new Verdict(READY, Verdict.Truth.TRUE, condition.getReason(), condition.getMessage()));
    }

    private static List<Notice> of(List<Notice> notices, String reason) {
        return notices.stream().filter(notice -> notice.reason().equals(reason)).toList();
    }

    private static String text(List<Notice> notices, Function<Notice, String> before) {
        return notices.stream()
                .map(notice -> before.apply(notice) + notice.message())
                .collect(Collectors.joining("\n"));
    }
}
