package dev.signalbox.compile.pipeline.sampling;

import static dev.signalbox.compile.pipeline.Telemetry.policy;
import static dev.signalbox.compile.pipeline.Telemetry.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.Remarks.Subject;
import dev.signalbox.compile.pipeline.ServiceBuilder;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TraceSampling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingPlanTest {
    private static final BigDecimal STACK = BigDecimal.valueOf(5);
    private static final ServiceKey CHECKOUT = new ServiceKey("shop", "checkout");

    @Test
    void theFirstPolicyByNameThatSelectsAServiceHasItAndTheOtherIsTold() {
        SamplingPlan plan = plan(
                List.of(service("shop", "checkout", "1", Optional.empty())),
                List.of(policy("shop", "b-second", "1", 50), policy("shop", "a-first", "1", 10)));

        assertThat(plan.services().get(CHECKOUT).policy()).contains(new ResourceName("shop", "a-first"));
        assertThat(plan.services().get(CHECKOUT).baseline().percent()).isEqualByComparingTo("10");
        assertThat(plan.remarks().of(Subject.policy(new ResourceName("shop", "b-second"))))
                .extracting(Notice::reason)
                .containsExactly("Conflicted");
        assertThat(plan.remarks().of(Subject.policy(new ResourceName("shop", "a-first"))))
                .isEmpty();
    }

    @Test
    void aServiceHasThePolicyThatItNamesWhateverSelectsIt() {
        SamplingPlan plan = plan(
                List.of(service("shop", "checkout", "1", Optional.of("generous"))),
                List.of(policy("shop", "a-first", "1", 10), policy("shop", "generous", "9", 80)));

        assertThat(plan.services().get(CHECKOUT).baseline().percent()).isEqualByComparingTo("80");
        assertThat(plan.remarks().bySubject()).isEmpty();
    }

    @Test
    void aPolicyThatIsNotThereIsToldAndTheStackHolds() {
        SamplingPlan plan = plan(
                List.of(service("shop", "checkout", "1", Optional.of("missing"))),
                List.of(policy("shop", "standard", "1", 10), policy("bank", "missing", "1", 10)));

        assertThat(plan.services().get(CHECKOUT).policy()).isEmpty();
        assertThat(plan.services().get(CHECKOUT).rules()).isEqualTo(RuleGroup.WITHOUT_RULES);
        assertThat(plan.services().get(CHECKOUT).baseline().percent()).isEqualByComparingTo(STACK);
        assertThat(plan.remarks().of(Subject.service(new ResourceName("shop", "checkout"))))
                .extracting(Notice::message)
                .containsExactly(
                        "spec.traces.samplingPolicy names \"missing\", which namespace shop has no SamplingPolicy of; "
                                + "the stack's baseline holds until it is there");
    }

    @Test
    void equalRulesAreOneGroupAcrossNamespacesWhateverTheirPercentages() {
        SamplingPlan plan = plan(
                List.of(
                        service("shop", "checkout", "1", Optional.empty()),
                        service("bank", "ledger", "1", Optional.empty())),
                List.of(policy("shop", "standard", "1", 10), policy("bank", "standard", "1", 20)));

        assertThat(plan.services().values())
                .extracting(sampling -> sampling.rules().name())
                .containsOnly("bank/standard");
        assertThat(plan.services().values())
                .extracting(sampling -> sampling.baseline().toString())
                .containsExactly("20", "10");
    }

    @Test
    void anotherPercentageLeavesTheRulesAlone() {
        SamplingPlan plan = plan(
                List.of(service("shop", "checkout", "1", Optional.empty())),
                List.of(policy("shop", "standard", "1", 10)));

        SamplingPlan boosted =
                plan.withPercentages(Map.of(CHECKOUT, BigDecimal.valueOf(100), new ServiceKey("shop", "gone"), STACK));

        assertThat(boosted.services()).hasSize(1);
        assertThat(boosted.services().get(CHECKOUT).rules())
                .isEqualTo(plan.services().get(CHECKOUT).rules());
        assertThat(boosted.services().get(CHECKOUT).baseline()).hasToString("100");
    }

    @Test
    void theOrderOfTheInputsHasNoMeaning() {
        List<TelemetryService> services = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> service("n" + i % 3, "s" + i % 17, String.valueOf(i % 4), Optional.empty()))
                .toList());
        List<TraceSampling> policies = new ArrayList<>(IntStream.range(0, 12)
                .mapToObj(i -> policy("n" + i % 3, "p" + i, String.valueOf(i % 4), i))
                .toList());
        SamplingPlan expected = plan(services, policies);

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(services, new Random(seed));
            Collections.shuffle(policies, new Random(seed));
            assertThat(plan(services, policies)).isEqualTo(expected);
        }
    }

    @Test
    void oneServiceOfTwoResourcesIsTheFirstsByName() {
        TelemetryService second = ServiceBuilder.service("shop", "checkout")
                .withResource("z-checkout")
                .build();
        ServiceClaims claims = ServiceClaims.of(List.of(second, service("shop", "checkout", "1", Optional.empty())));

        assertThat(claims.services().get(CHECKOUT).resource().name()).isEqualTo("checkout");
        assertThat(claims.remarks().of(Subject.service(second.resource())))
                .extracting(Notice::message)
                .containsExactly(
                        "ServiceObservability checkout has service \"checkout\" already; this one is left out, "
                                + "give it a service of its own, or merge the two");
    }

    private static SamplingPlan plan(List<TelemetryService> services, List<TraceSampling> policies) {
        return SamplingPlan.of(ServiceClaims.of(services), policies, STACK);
    }
}
