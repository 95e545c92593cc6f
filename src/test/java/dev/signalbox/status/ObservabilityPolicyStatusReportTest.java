package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicyStatus;
import dev.signalbox.guardrails.Compliance.OfObject;
import dev.signalbox.guardrails.Compliance.OfPolicy;
import dev.signalbox.guardrails.Finding;
import dev.signalbox.guardrails.Standing;
import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Limits;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Prohibitions;
import dev.signalbox.model.policy.Requirements;
import dev.signalbox.model.policy.Rule;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObservabilityPolicyStatusReportTest {
    private static final Instant NOW = Instant.parse("2027-03-01T08:00:00Z");
    private static final Delivery REPORTED = new Delivery.Delivered(NOW);
    private static final LocalDate UNTIL = LocalDate.of(2027, 3, 10);
    private static final Standing ENFORCED = new Standing.Enforced(Optional.empty());
    private static final Standing EXCEPTED = new Standing.Excepted(UNTIL, "retired", true);

    private static final Policy POLICY = new Policy(
            "production",
            LabelSelection.ALL,
            Enforcement.DENY,
            Requirements.NONE,
            Limits.NONE,
            Prohibitions.NONE,
            false,
            Optional.empty(),
            List.of());

    @Test
    void countsObjectsAndTellsTheFirstHundred() {
        List<Finding> findings = IntStream.range(0, 120)
                .mapToObj(i -> finding("slo-" + i / 2, i % 2 == 0 ? Rule.RUNBOOK : Rule.OBJECTIVE, ENFORCED))
                .toList();

        ObservabilityPolicyStatus status = next(Optional.empty(), findings, REPORTED);

        assertThat(status.compliance()).isEqualTo(new ObservabilityPolicyStatus.Compliance(200, 60, 0));
        assertThat(status.violations()).hasSize(100);
        assertThat(status.violationsOmitted()).isEqualTo(20);
        assertThat(status.violations().getFirst())
                .isEqualTo(new ObservabilityPolicyStatus.PolicyViolation(
                        "SLO",
                        "shop",
                        "slo-0",
                        "require.runbook",
                        "spec.x: must be y; write z (policy production, rule require.runbook)"));
        assertThat(conditions(status))
                .containsExactly("Accepted=True", "ResolvedRefs=True", "Applied=True", "Ready=True");
    }

    @Test
    void anExceptionIsCountedAndWarnedAboutOnceItIsNeededAndEndsSoon() {
        ObservabilityPolicyStatus status = next(
                Optional.empty(),
                List.of(finding("a", Rule.RUNBOOK, EXCEPTED), finding("b", Rule.RUNBOOK, EXCEPTED)),
                REPORTED);

        assertThat(status.compliance()).isEqualTo(new ObservabilityPolicyStatus.Compliance(200, 0, 2));
        assertThat(status.violations()).isEmpty();
        assertThat(status.conditions().getLast().getType()).isEqualTo("ExceptionsEnding");
        assertThat(status.conditions().getLast().getMessage())
                .isEqualTo("within 14 days these exceptions end, and objects still need them:"
                        + " require.runbook of namespace shop until 2027-03-10");
    }

    @Test
    void whatHasNotChangedIsNotWritten() {
        List<Finding> findings = List.of(finding("a", Rule.RUNBOOK, ENFORCED));
        ObservabilityPolicyStatus first = next(Optional.empty(), findings, REPORTED);

        assertThat(ObservabilityPolicyStatusReport.next(
                        Optional.of(first), 3, new OfPolicy(POLICY, 200, findings), REPORTED, NOW.plusSeconds(60)))
                .isEqualTo(first);
    }

    @Test
    void whatCantBeReportedOrReadIsSaid() {
        assertThat(conditions(next(
                        Optional.empty(),
                        List.of(),
                        new Delivery.Contended("Report shop/signalbox-production", "helm"))))
                .contains("Applied=False", "Ready=False");
        assertThat(conditions(ObservabilityPolicyStatusReport.rejected(
                        Optional.empty(), 3, List.of(new Violation("spec.limits", "must be x", "write y")), NOW)))
                .containsExactly(
                        "Accepted=False", "ResolvedRefs=Unknown", "Applied=False", "Ready=False", "Stalled=True");
    }

    @Test
    void aResourceSaysWhatItBreaksUntilNobodyJudgesIt() {
        Guarded breaks =
                new Guarded.Judged(new OfObject(List.of("production"), List.of(finding("a", Rule.RUNBOOK, ENFORCED))));
        Guarded excepted =
                new Guarded.Judged(new OfObject(List.of("production"), List.of(finding("a", Rule.RUNBOOK, EXCEPTED))));
        Guarded complies = new Guarded.Judged(new OfObject(List.of("a", "b"), List.of()));

        assertThat(ComplianceVerdict.of(breaks, List.of()))
                .contains(Verdict.no(
                        Verdict.Type.COMPLIANT,
                        Reason.POLICY_VIOLATED,
                        "spec.x: must be y; write z (policy production, rule require.runbook)"));
        assertThat(ComplianceVerdict.of(excepted, List.of()))
                .contains(Verdict.yes(
                        Verdict.Type.COMPLIANT,
                        Reason.EXCEPTED,
                        "spec.x: must be y; write z (policy production, rule require.runbook); excepted until"
                                + " 2027-03-10: retired"));
        assertThat(ComplianceVerdict.of(complies, List.of()))
                .contains(Verdict.yes(Verdict.Type.COMPLIANT, Reason.COMPLIANT, "breaks no rule of a, b"));
        List<Condition> before =
                Conditions.of(ComplianceVerdict.of(breaks, List.of()).stream().toList(), List.of(), 1, NOW);
        assertThat(ComplianceVerdict.of(new Guarded.NotYet(), before))
                .isEqualTo(ComplianceVerdict.of(breaks, List.of()));
        assertThat(ComplianceVerdict.of(new Guarded.ByNobody(), before)).isEmpty();
    }

    private static ObservabilityPolicyStatus next(
            Optional<ObservabilityPolicyStatus> before, List<Finding> findings, Delivery reports) {
        return ObservabilityPolicyStatusReport.next(before, 3, new OfPolicy(POLICY, 200, findings), reports, NOW);
    }

    private static Finding finding(String name, Rule rule, Standing standing) {
        return new Finding(
                "production",
                rule,
                Enforcement.DENY,
                SubjectKind.SLO,
                new ResourceName("shop", name),
                new Violation("spec.x", "must be y", "write z"),
                standing);
    }

    private static List<String> conditions(ObservabilityPolicyStatus status) {
        return status.conditions().stream()
                .map(condition -> condition.getType() + "=" + condition.getStatus())
                .toList();
    }
}
