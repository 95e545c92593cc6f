package dev.signalbox.status;

import static dev.signalbox.status.Verdict.Type.ACCEPTED;
import static dev.signalbox.status.Verdict.Type.APPLIED;
import static dev.signalbox.status.Verdict.Type.READY;
import static dev.signalbox.status.Verdict.Type.RESOLVED_REFS;
import static dev.signalbox.status.Verdict.Type.STALLED;

import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Notice;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.model.Violation;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Accepted, ResolvedRefs, Applied, Ready: what became of an SLO on its way into the cluster and its server. */
final class SloDeliveryVerdicts {
    private static final String KEPT = "what was applied before stays as it is";

    private final Subject subject;
    private final RuleEvidence rules;
    private final Optional<SloStatus> previous;
    private final Instant now;

    private SloDeliveryVerdicts(Subject subject, RuleEvidence rules, Optional<SloStatus> previous, Instant now) {
        this.subject = subject;
        this.rules = rules;
        this.previous = previous;
        this.now = now;
    }

    static List<Verdict> of(Subject subject, RuleEvidence rules, Optional<SloStatus> previous, Instant now) {
        return new SloDeliveryVerdicts(subject, rules, previous, now).delivered();
    }

    private List<Verdict> delivered() {
        return switch (subject.compilation()) {
            case Compilation.Compiled compiled -> compiled(compiled.notices());
            case Compilation.Rejected(List<Violation> violations) -> rejected(violations);
            case Compilation.Blocked(Prerequisite.Reference reference) -> unresolved(reference);
            case Compilation.Blocked(Prerequisite.Kind(var kind)) ->
                blocked(
                        Reason.KIND_NOT_SERVED.text(),
                        "the cluster does not serve " + kind + "; it is done as soon as the cluster does");
            case Compilation.Blocked(Prerequisite.Support(String reason, String message)) -> blocked(reason, message);
        };
    }

    private List<Verdict> compiled(List<Notice> notices) {
        String accepted = notices.isEmpty()
                ? "the spec is right"
                : notices.stream()
                        .map(notice -> notice.reason() + ": " + notice.message())
                        .collect(Collectors.joining("\n"));
        return switch (subject.delivery()) {
            case Delivery.Delivered(Instant changedAt) ->
                verdicts(
                        Verdict.yes(ACCEPTED, Reason.ACCEPTED, accepted),
                        resolved(),
                        Verdict.yes(APPLIED, Reason.APPLIED, "the rules are in the cluster"),
                        ready(changedAt));
            case Delivery.Contended(String output, String holders) ->
                undelivered(
                        accepted,
                        Reason.CONTENDED,
                        "%s is there and not ours (managed by %s), and was left alone; delete it, or rename the SLO"
                                .formatted(output, holders));
            case Delivery.Refused(String output, String message) ->
                undelivered(accepted, Reason.REFUSED, output + ": " + message);
            case Delivery.Kept _ -> throw new IllegalArgumentException("compiled and not delivered");
        };
    }

    private Verdict ready(Instant changedAt) {
        Optional<Condition> before = previous.filter(
                        status -> Objects.equals(status.observedGeneration(), subject.generation()))
                .flatMap(status ->
                        Conditions.find(Optional.ofNullable(status.conditions()).orElse(List.of()), READY));
        return ReadyVerdict.of(rules, changedAt, before, now);
    }

    private static List<Verdict> undelivered(String accepted, Reason reason, String message) {
        return verdicts(
                Verdict.yes(ACCEPTED, Reason.ACCEPTED, accepted),
                resolved(),
                Verdict.no(APPLIED, reason, message),
                Verdict.no(READY, reason, message));
    }

    private static List<Verdict> rejected(List<Violation> violations) {
        String text = violations.stream().map(Violation::toString).collect(Collectors.joining("\n"));
        return List.of(
                Verdict.no(ACCEPTED, Reason.INVALID, text),
                Verdict.unknown(RESOLVED_REFS, Reason.NOT_ACCEPTED, "the spec is not accepted"),
                Verdict.no(APPLIED, Reason.NOT_ACCEPTED, KEPT),
                Verdict.no(READY, Reason.NOT_ACCEPTED, KEPT),
                Verdict.yes(STALLED, Reason.INVALID, text));
    }

    /** Not stalled: another apply may bring what is missing. */
    private static List<Verdict> unresolved(Prerequisite.Reference reference) {
        String text = reference.violation().toString();
        return verdicts(
                Verdict.no(ACCEPTED, Reason.REFERENCE_NOT_FOUND, text),
                Verdict.no(RESOLVED_REFS, Reason.REFERENCE_NOT_FOUND, text),
                Verdict.no(APPLIED, Reason.NOT_ACCEPTED, KEPT),
                Verdict.no(READY, Reason.REFERENCE_NOT_FOUND, text));
    }

    private static List<Verdict> blocked(String reason, String message) {
        return verdicts(
                Verdict.yes(ACCEPTED, Reason.ACCEPTED, "the spec is right"),
                resolved(),
                new Verdict(APPLIED, Verdict.Truth.FALSE, reason, message),
                new Verdict(READY, Verdict.Truth.FALSE, reason, message));
    }

    private static Verdict resolved() {
        return Verdict.yes(RESOLVED_REFS, Reason.RESOLVED, "everything that is referred to is there");
    }

    private static List<Verdict> verdicts(Verdict accepted, Verdict resolved, Verdict applied, Verdict ready) {
        return List.of(accepted, resolved, applied, ready);
    }
}
