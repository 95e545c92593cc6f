package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.ObservabilityPolicyStatus;
import dev.signalbox.api.v1alpha1.ObservabilityPolicyStatus.PolicyViolation;
import dev.signalbox.guardrails.Compliance.OfPolicy;
import dev.signalbox.guardrails.Finding;
import dev.signalbox.guardrails.Judge;
import dev.signalbox.guardrails.Standing;
import dev.signalbox.model.Violation;
import dev.signalbox.status.Verdict.Type;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The status of an {@code ObservabilityPolicy}, from what it was and what the policy found. */
public final class ObservabilityPolicyStatusReport {
    /** As the schema has it. */
    private static final int MOST_VIOLATIONS = 100;

    private static final int LONGEST_MESSAGE = 1024;
    private static final String NOT_ENFORCED = "none of its rules is enforced";

    private ObservabilityPolicyStatusReport() {}

    /** A policy that is wrong in itself finds nothing. */
    public static ObservabilityPolicyStatus rejected(
            Optional<ObservabilityPolicyStatus> previous, long generation, List<Violation> violations, Instant now) {
        return new ObservabilityPolicyStatus(
                generation,
                Conditions.of(
                        ContributionVerdicts.rejected(violations, NOT_ENFORCED), before(previous), generation, now),
                null,
                null,
                null);
    }

    /**
     * The new status; equal to the previous one when there is nothing new to say.
     *
     * @param reports what became of the reports
     */
    public static ObservabilityPolicyStatus next(
            Optional<ObservabilityPolicyStatus> previous,
            long generation,
            OfPolicy found,
            Delivery reports,
            Instant now) {
        List<Finding> violations = found.violations();
        int omitted = violations.size() - MOST_VIOLATIONS;
        return new ObservabilityPolicyStatus(
                generation,
                Conditions.of(verdicts(found, reports), before(previous), generation, now),
                new ObservabilityPolicyStatus.Compliance(found.checked(), found.violating(), found.excepted()),
                violations.stream()
                        .limit(MOST_VIOLATIONS)
                        .map(ObservabilityPolicyStatusReport::violation)
                        .toList(),
                omitted > 0 ? omitted : null);
    }

    private static PolicyViolation violation(Finding finding) {
        String message = finding.told().toString();
        return new PolicyViolation(
                finding.kind().kind(),
                finding.object().namespace(),
                finding.object().name(),
                finding.rule().path(),
                message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…");
    }

    private static List<Verdict> verdicts(OfPolicy found, Delivery reports) {
        Verdict applied = ContributionVerdicts.applied(reports, "what it reports is in the cluster");
        List<Verdict> verdicts = new ArrayList<>(List.of(
                Verdict.yes(Type.ACCEPTED, Reason.ACCEPTED, "the spec is right"),
                Verdict.yes(Type.RESOLVED_REFS, Reason.RESOLVED, "everything that is referred to is there"),
                applied,
                applied.truth() == Verdict.Truth.FALSE
                        ? new Verdict(Type.READY, applied.truth(), applied.reason(), applied.message())
                        : Verdict.yes(Type.READY, Reason.ENFORCED, "every change in its namespaces is judged")));
        ending(found).ifPresent(verdicts::add);
        return verdicts;
    }

    /** Only what somebody still needs is worth a word. */
    private static Optional<Verdict> ending(OfPolicy found) {
        List<String> ends = found.findings().stream()
                .flatMap(finding -> finding.standing() instanceof Standing.Excepted excepted && excepted.endsSoon()
                        ? Stream.of("%s of namespace %s until %s"
                                .formatted(
                                        finding.rule().path(), finding.object().namespace(), excepted.until()))
                        : Stream.empty())
                .distinct()
                .toList();
        return ends.isEmpty()
                ? Optional.empty()
                : Optional.of(Verdict.yes(
                        Type.EXCEPTIONS_ENDING,
                        Reason.EXCEPTIONS_ENDING,
                        "within %d days these exceptions end, and objects still need them: %s"
                                .formatted(
                                        Judge.DAYS_OF_WARNING,
                                        ends.stream().limit(MOST_VIOLATIONS).collect(Collectors.joining("; ")))));
    }

    private static List<Condition> before(Optional<ObservabilityPolicyStatus> previous) {
        return previous.map(ObservabilityPolicyStatus::conditions).orElse(List.of());
    }
}
