package dev.signalbox.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.guardrails.Compliance.ObjectId;
import dev.signalbox.guardrails.Compliance.OfPolicy;
import dev.signalbox.intake.SloReader;
import dev.signalbox.intake.pipeline.Written;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.model.policy.Policy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComplianceTest {
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

    private static final Policy RUNBOOKS = policy("runbooks", "enforcement: Warn", "require: {fields: [runbook]}");
    private static final Policy ELSEWHERE =
            policy("elsewhere", "namespaceSelector: {matchLabels: {env: test}}", "require: {fields: [runbook]}");

    @Test
    void eachPolicyCountsWhatIsInItsNamespaces() {
        Compliance compliance = judged(slos(3));

        assertThat(compliance.policies().get("runbooks").checked()).isEqualTo(3);
        assertThat(compliance.policies().get("runbooks").violating()).isEqualTo(3);
        assertThat(compliance.policies().get("elsewhere")).isEqualTo(new OfPolicy(ELSEWHERE, 0, List.of()));
        assertThat(compliance
                        .objects()
                        .get(new ObjectId(SubjectKind.SLO, new ResourceName("shop", "slo-0001")))
                        .policies())
                .containsExactly("runbooks");
    }

    @Test
    void eachPolicyCountsTheKindsThatItsRulesAreAbout() {
        List<Policy> policies = List.of(
                policy("teams", "require: {fields: [team]}"),
                policy("runbooks", "require: {fields: [runbook]}"),
                policy("descriptions", "require: {fields: [description]}"),
                policy("causes", "forbid: {pagingOnCauses: true}"),
                policy("freezes", "freeze: {whenBudgetExhausted: Deny}"));
        List<Subject> subjects = new ArrayList<>(slos(3));
        subjects.add(new Subject.Alerts(
                SubjectKind.PROMETHEUS_RULE,
                new ResourceName("shop", "cpu"),
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of()));

        Compliance compliance = Compliance.of(policies, Namespace::named, subjects, TODAY);

        assertThat(compliance.policies())
                .extractingFromEntries(
                        policy -> policy.getKey() + " " + policy.getValue().checked())
                .containsExactly("causes 1", "descriptions 3", "freezes 0", "runbooks 4", "teams 0");
    }

    @Test
    void theOrderOfObjectsMakesNoDifference() {
        List<Subject> slos = slos(20);
        Compliance compliance = judged(slos);

        assertThat(judged(slos.reversed())).isEqualTo(compliance);
        assertThat(compliance.differingFrom(judged(slos.subList(1, 20))))
                .containsExactly(new ObjectId(SubjectKind.SLO, new ResourceName("shop", "slo-0000")));
    }

    @Test
    void aReportIsCappedAndItsSummaryIsOfAll() {
        List<HasMetadata> reports =
                PolicyReports.of(judged(slos(1_200)).policies().get("runbooks"), ServedKind.POLICY_REPORT);

        assertThat(reports).singleElement().satisfies(report -> {
            GenericKubernetesResource written = (GenericKubernetesResource) report;
            assertThat(written.getMetadata().getName()).isEqualTo("signalbox-runbooks");
            assertThat(written.getMetadata().getNamespace()).isEqualTo("shop");
            assertThat(written.<List<?>>get("results")).hasSize(1_000);
            assertThat(written.<Map<String, Object>>get("summary"))
                    .containsEntry("warn", 1_200)
                    .containsEntry("fail", 0);
        });
    }

    @Test
    void whereNothingIsFoundThereIsNoReport() {
        assertThat(PolicyReports.of(judged(slos(3)).policies().get("elsewhere"), ServedKind.OPEN_REPORT))
                .isEmpty();
    }

    private static Compliance judged(List<Subject> subjects) {
        return Compliance.of(List.of(RUNBOOKS, ELSEWHERE), Namespace::named, subjects, TODAY);
    }

    private static List<Subject> slos(int count) {
        List<Slo> slos = IntStream.range(0, count)
                .mapToObj(i -> Written.read(
                        SloReader::read,
                        Written.of(
                                SLO.class,
                                "slo-%04d".formatted(i),
                                "service: checkout",
                                "objective: 99.9",
                                "sli: {ratio: {errors: errors_total, total: requests_total}}")))
                .toList();
        Estate estate = new Estate(Map.of(), slos, List.of(), Optional.empty());
        return slos.stream()
                .<Subject>map(slo -> estate.objective(slo, Collections.emptyList()))
                .toList();
    }

    private static Policy policy(String name, String... fields) {
        return Written.read(PolicyReader::read, Written.of(ObservabilityPolicy.class, name, fields));
    }
}
