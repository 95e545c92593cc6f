package dev.signalbox.coverage;

import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.COVERED;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.MISSING;
import static dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed.NOT_APPLICABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.CoverageStatus;
import dev.signalbox.api.v1alpha1.CoverageStatus.NamespaceCoverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Coverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ExpectedCoverage;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.status.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageFindingsTest {
    @Test
    void listsAreBoundedAndWhatIsLeftOutIsCounted() {
        List<AssessedWorkload> workloads = IntStream.range(0, 5_000)
                .mapToObj(i -> workload("ns-%03d".formatted(i % 200), "web-" + i, i % 200 < 150 ? MISSING : COVERED))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();

        CoverageFindings findings = CoverageFindings.of(workloads, List.of(), List.of(), true);

        CoverageStatus status = findings.stack().coverage().orElseThrow();
        assertThat(status.workloads()).isEqualTo(5_000);
        assertThat(status.instrumented()).isEqualTo(1_250);
        assertThat(status.percent()).isEqualTo(BigDecimal.valueOf(25));
        assertThat(status.missing()).hasSize(100);
        assertThat(status.missingOmitted()).isEqualTo(3_650);
        assertThat(status.namespaces()).hasSize(100).first().isEqualTo(new NamespaceCoverage("ns-000", 25, 0, 0));
        Verdict covered = findings.stack().verdicts().getFirst();
        assertThat(covered.message()).endsWith("; and 3740 more").hasSizeLessThan(1_000);
    }

    @Test
    void aHundredPercentAreAllOfThem() {
        List<AssessedWorkload> workloads = Stream.concat(
                        IntStream.range(0, 2_999).mapToObj(i -> workload("shop", "web-" + i, COVERED)),
                        Stream.of(workload("shop", "dark", MISSING)))
                .toList();

        assertThat(percent(workloads)).isEqualTo(new BigDecimal("99.9"));
        assertThat(percent(workloads.subList(0, 3))).isEqualTo(BigDecimal.valueOf(100));
        assertThat(percent(List.of())).as("of none").isNull();
    }

    @Test
    void aServiceIsAsItsWorstWorkload() {
        Declared service = service("web", Optional.of(2));
        CoverageFindings findings = CoverageFindings.of(
                List.of(of(service, "a", COVERED), of(service, "b", MISSING), of(service, "c", NOT_APPLICABLE)),
                List.of(service),
                List.of(),
                true);

        assertThat(findings.services()
                        .get(service.resource())
                        .coverage()
                        .orElseThrow()
                        .metrics())
                .isEqualTo(MISSING);
        assertThat(findings.services().get(service.resource()).verdicts())
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.truth()).isEqualTo(Verdict.Truth.FALSE);
                    assertThat(verdict.message())
                            .isEqualTo("asked for and not seen: Deployment/b (metrics, logs, traces)");
                });
    }

    @Test
    void aServiceOfTierOneWithoutAnSloIsNamedUntilThereIsOne() {
        Declared pay = service("pay", Optional.of(1));
        Declared blog = service("blog", Optional.of(4));
        Objective slo = new Objective(
                new ResourceName("shop", "pay-availability"),
                Optional.of(pay.resource()),
                Optional.empty(),
                MISSING,
                MISSING);

        CoverageStatus without = CoverageFindings.of(List.of(), List.of(blog, pay), List.of(), true)
                .stack()
                .coverage()
                .orElseThrow();
        assertThat(without.tierOneWithoutSlo()).singleElement().satisfies(named -> assertThat(named.name())
                .isEqualTo("pay"));
        assertThat(CoverageFindings.of(List.of(), List.of(blog, pay), List.of(slo), true)
                        .stack()
                        .coverage()
                        .orElseThrow()
                        .tierOneWithoutSlo())
                .isEmpty();
        assertThat(CoverageFindings.unmeasured(
                                List.of(pay), Optional.of(List.of()), dev.signalbox.status.Reason.NOT_OBSERVED, "why")
                        .services()
                        .get(pay.resource())
                        .verdicts())
                .as("known without a server")
                .anyMatch(verdict -> verdict.type() == Verdict.Type.SLO_MISSING);
    }

    private static BigDecimal percent(List<AssessedWorkload> workloads) {
        return CoverageFindings.of(workloads, List.of(), List.of(), true)
                .stack()
                .coverage()
                .orElseThrow()
                .percent();
    }

    private static AssessedWorkload workload(String namespace, String name, Observed all) {
        return new AssessedWorkload(
                new WorkloadName(namespace, "Deployment", name),
                Optional.empty(),
                new Coverage(all, all, all, all, all, all, all),
                ExpectedCoverage.USUAL.required());
    }

    private static AssessedWorkload of(Declared service, String name, Observed all) {
        AssessedWorkload workload = workload("shop", name, all);
        return new AssessedWorkload(workload.name(), Optional.of(service), workload.coverage(), workload.required());
    }

    private static Declared service(String name, Optional<Integer> tier) {
        return new Declared(
                new ResourceName("shop", name), name, LabelSelection.ALL, Optional.empty(), tier, Set.of(), false);
    }
}
