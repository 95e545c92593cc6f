package dev.signalbox.operator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.sampling.Decisions.Change;
import dev.signalbox.sampling.Reason;
import dev.signalbox.status.Transition;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentageChangesTest {
    private static final ResourceName STANDARD = new ResourceName("shop", "standard");
    private static final ResourceName OTHER = new ResourceName("bank", "standard");

    @Test
    void eachChangeIsToldOnItsPolicyWithItsReason() {
        assertThat(PercentageChanges.told(List.of(
                        change(STANDARD, "checkout", Optional.of(10.0), 100, Reason.ERROR_RATE),
                        change(OTHER, "ledger", Optional.of(8.56), 0.5, Reason.BUDGET_INFEASIBLE))))
                .containsOnlyKeys(STANDARD, OTHER)
                .containsEntry(
                        STANDARD,
                        List.of(new Transition(
                                true,
                                "ErrorRate",
                                "checkout 10 → 100 %: its error rate is above errorRatePercentAbove")))
                .containsEntry(
                        OTHER,
                        List.of(new Transition(
                                false,
                                "BudgetInfeasible",
                                "ledger 8.56 → 0.5 %: what keep rules take is more than the budget")));
    }

    @Test
    void aNewServiceIsNewsOnlyWhereItIsNotSampledAsThePolicySays() {
        assertThat(PercentageChanges.told(List.of(change(STANDARD, "a", Optional.empty(), 10, Reason.BASELINE))))
                .isEmpty();
        assertThat(PercentageChanges.told(List.of(change(STANDARD, "a", Optional.empty(), 7, Reason.BUDGET))))
                .containsEntry(STANDARD, List.of(new Transition(true, "Budget", "a 7 %: its share of the budget")));
    }

    @Test
    void manyChangesAreOneEventThatFitsIntoOne() {
        List<Change> changes = IntStream.range(0, 1_000)
                .mapToObj(
                        i -> change(STANDARD, "s".repeat(50) + (1_000 + i), Optional.of(10.0), 12.5, Reason.RECOVERING))
                .toList();

        List<Transition> told = PercentageChanges.told(changes).get(STANDARD);

        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.reason()).isEqualTo("PercentagesChanged");
            assertThat(one.message())
                    .startsWith("of 1000 services: ")
                    .endsWith(" and 992 more")
                    .hasSizeLessThan(1_024);
        });
    }

    private static Change change(ResourceName policy, String service, Optional<Double> from, double to, Reason reason) {
        return new Change(policy, new ServiceKey(policy.namespace(), service), from, to, reason);
    }
}
