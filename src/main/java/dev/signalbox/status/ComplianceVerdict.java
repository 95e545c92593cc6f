package dev.signalbox.status;

import dev.signalbox.guardrails.Compliance.OfObject;
import dev.signalbox.guardrails.Finding;
import dev.signalbox.status.Verdict.Type;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of how a resource stands with policies, in the words of every door. */
final class ComplianceVerdict {
    private static final int MOST_TOLD = 20;

    private ComplianceVerdict() {}

    /** @param previous conditions */
    static Optional<Verdict> of(Guarded guarded, List<Condition> previous) {
        return switch (guarded) {
            case Guarded.NotYet _ ->
                Conditions.find(previous, Type.COMPLIANT)
                        .map(told -> new Verdict(
                                Type.COMPLIANT,
                                Verdict.Truth.of(told.getStatus()),
                                told.getReason(),
                                told.getMessage()));
            case Guarded.ByNobody _ -> Optional.empty();
            case Guarded.Judged(OfObject found) -> Optional.of(judged(found));
        };
    }

    private static Verdict judged(OfObject found) {
        List<Finding> violations = found.findings().stream()
                .filter(finding -> !finding.isExcepted())
                .toList();
        if (!violations.isEmpty()) {
            return Verdict.no(Type.COMPLIANT, Reason.POLICY_VIOLATED, text(violations));
        }
        return found.findings().isEmpty()
                ? Verdict.yes(
                        Type.COMPLIANT, Reason.COMPLIANT, "breaks no rule of " + String.join(", ", found.policies()))
                : Verdict.yes(Type.COMPLIANT, Reason.EXCEPTED, text(found.findings()));
    }

    private static String text(List<Finding> findings) {
        int untold = findings.size() - MOST_TOLD;
        return findings.stream()
                        .limit(MOST_TOLD)
                        .map(finding -> finding.told().toString())
                        .collect(Collectors.joining("\n"))
                + (untold > 0 ? "\nand %d more".formatted(untold) : "");
    }
}
