package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus.ServiceSampling;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.sampling.AdaptiveSampling;
import dev.signalbox.sampling.Decisions;
import dev.signalbox.sampling.Measurements;
import dev.signalbox.sampling.Measurements.OfService;
import dev.signalbox.sampling.PolicyDecision;
import dev.signalbox.sampling.PolicyTargets;
import dev.signalbox.sampling.Reading;
import dev.signalbox.sampling.Windows;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingPolicyStatusReportTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Contribution CONTRIBUTION = new Contribution(
            1, new Compilation.Compiled(List.of(), List.of()), new Delivery.Kept(), new InCollectors.Running());

    private Decisions decisions = Decisions.NONE;
    private Optional<SamplingPolicyStatus> status = Optional.empty();

    @Test
    void figuresThatAreAboutRightAreNotWrittenAgain() {
        step(policy(false, Optional.empty()), Map.of("a", measured(104, 10.2, 2, 0)), 0);
        ServiceSampling first = status.orElseThrow().services().getFirst();
        assertThat(first.percent()).isEqualTo(BigDecimal.TEN);
        assertThat(first.reason()).isEqualTo("Baseline");
        assertThat(first.since()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(first.receivedSpansPerSecond()).as("two digits").isEqualTo(new BigDecimal("100"));
        assertThat(first.keptSpansPerSecond()).isEqualTo(BigDecimal.TEN);
        assertThat(status.orElseThrow().keptSpansPerSecond()).isEqualTo(new BigDecimal("10.2"));
        SamplingPolicyStatus before = status.orElseThrow();

        for (int minute = 1; minute < 20; minute++) {
            double noise = minute % 2 == 0 ? 1.07 : 0.94;
            step(policy(false, Optional.empty()), Map.of("a", measured(104 * noise, 10.2 * noise, 2, 0)), minute);
            assertThat(status).contains(before);
        }
        step(policy(false, Optional.empty()), Map.of("a", measured(137, 13, 2, 0)), 20);
        assertThat(status.orElseThrow().services().getFirst().receivedSpansPerSecond())
                .isEqualTo(new BigDecimal("140"));
        step(policy(false, Optional.empty()), Map.of(), 21);
        assertThat(status.orElseThrow().services().getFirst())
                .as("what is not measured keeps its figures, and says so")
                .satisfies(service -> {
                    assertThat(service.receivedSpansPerSecond()).isEqualTo(new BigDecimal("140"));
                    assertThat(service.reason()).isEqualTo("StaleInputs");
                    assertThat(service.state()).isEqualTo(SamplingPolicyStatus.State.HELD);
                });
        assertThat(condition("Adaptive")).contains("Unknown/StaleInputs");
    }

    @Test
    void boostedServicesComeFirstAndManyAreCut() {
        Map<String, OfService> all = new HashMap<>();
        IntStream.range(0, 250).forEach(i -> all.put("s%03d".formatted(i), measured(100, 10, 0, i == 240 ? 30 : 0)));

        step(policy(false, Optional.empty()), all, 0);

        assertThat(status.orElseThrow().services()).hasSize(200);
        assertThat(status.orElseThrow().services().getFirst()).satisfies(service -> {
            assertThat(service.service()).isEqualTo("s240");
            assertThat(service.percent()).isEqualTo(new BigDecimal("100"));
            assertThat(service.reason()).isEqualTo("ErrorRate");
        });
        assertThat(status.orElseThrow().services().get(1).service()).isEqualTo("s000");
        assertThat(status.orElseThrow().servicesOmitted()).isEqualTo(50);
        assertThat(status.orElseThrow().boosted()).isOne();
        assertThat(status.orElseThrow().keptSpansPerSecond())
                .as("of all, omitted ones too")
                .isEqualTo(new BigDecimal("2500"));
        assertThat(condition("Adaptive")).contains("True/Following");
    }

    @Test
    void aDryRunTellsWhatWouldBeKept() {
        step(policy(true, Optional.empty()), Map.of("a", measured(100, 100, 20, 0)), 0);

        assertThat(status.orElseThrow().services().getFirst().keptSpansPerSecond())
                .as("20 by rules and a tenth of the rest")
                .isEqualTo(new BigDecimal("28"));
    }

    @Test
    void aBudgetThatRulesExceedIsACondition() {
        step(policy(false, Optional.of(10)), Map.of("a", measured(100, 60, 50, 0)), 0);

        assertThat(condition("BudgetInfeasible")).contains("True/BudgetInfeasible");
        assertThat(status.orElseThrow().services().getFirst().reason()).isEqualTo("BudgetInfeasible");
        step(policy(false, Optional.of(100)), Map.of("a", measured(100, 60, 50, 0)), 1);
        assertThat(condition("BudgetInfeasible")).isEmpty();
    }

    @Test
    void anOperatorThatStartsGoesOnFromTheStatus() {
        PolicyTargets targets = targets(policy(false, Optional.of(30)), List.of("a", "b", "c"));
        Map<String, OfService> measured =
                Map.of("a", measured(100, 10, 0, 0), "b", measured(300, 10, 0, 0), "c", measured(100, 10, 0, 30));
        step(policy(false, Optional.of(30)), measured, 0);
        PolicyDecision before = decisions.policies().get(targets.policy().resource());

        PolicyDecision resumed =
                SamplingPolicyStatusReport.decision(status, targets).orElseThrow();

        assertThat(resumed.services().keySet()).isEqualTo(before.services().keySet());
        resumed.services().forEach((service, decision) -> {
            assertThat(decision.percent())
                    .isEqualTo(before.services().get(service).percent());
            assertThat(decision.state())
                    .isEqualTo(before.services().get(service).state());
            assertThat(decision.since())
                    .isEqualTo(before.services().get(service).since());
        });
        assertThat(SamplingPolicyStatusReport.decision(Optional.empty(), targets))
                .isEmpty();
        assertThat(SamplingPolicyStatusReport.decision(
                        status, targets(policy(false, Optional.empty()), List.of("other"))))
                .as("who does not follow it any more")
                .isEmpty();
    }

    @Test
    void whereNobodyCanBeAskedAPolicyThatAdaptsSaysSo() {
        step(policy(false, Optional.empty()), Map.of("a", measured(100, 10, 0, 0)), 0);
        SamplingPolicyStatus before = status.orElseThrow();

        assertThat(next(new Sampled.NotYet()))
                .as("before the first step all stays")
                .isEqualTo(before);
        status = Optional.of(next(new Sampled.Fixed(true, "write spec.metrics.queryUrl")));
        assertThat(condition("Adaptive")).contains("False/MetricsNotAsked");
        assertThat(status.orElseThrow().services()).isNull();
        status = Optional.of(next(new Sampled.Fixed(false, "write spec.metrics.queryUrl")));
        assertThat(condition("Adaptive")).isEmpty();
    }

    private void step(TraceSampling policy, Map<String, OfService> services, int minute) {
        List<String> names = services.isEmpty()
                ? decisions.of(policy.resource()).keySet().stream()
                        .map(ServiceKey::service)
                        .toList()
                : List.copyOf(services.keySet());
        PolicyTargets targets = targets(policy, names);
        Map<ServiceKey, OfService> byKey = new HashMap<>();
        services.forEach((name, service) -> byKey.put(new ServiceKey("shop", name), service));
        Measurements measured = new Measurements(byKey, Map.of());
        decisions =
                AdaptiveSampling.decide(decisions, List.of(targets), measured, NOW.plus(Duration.ofMinutes(minute)));
        status = Optional.of(next(
                new Sampled.Decided(targets, decisions.policies().get(policy.resource()), measured, Optional.empty())));
    }

    private SamplingPolicyStatus next(Sampled sampled) {
        return SamplingPolicyStatusReport.next(status, CONTRIBUTION, Optional.of(1), sampled, NOW);
    }

    private Optional<String> condition(String type) {
        return status.orElseThrow().conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .map((Condition condition) -> condition.getStatus() + "/" + condition.getReason());
    }

    private static OfService measured(double received, double kept, double byKeep, double errors) {
        return new OfService(
                Optional.of(Reading.now(received)),
                Optional.of(Reading.now(kept)),
                Optional.of(Reading.now(byKeep)),
                Optional.of(Reading.now(received / 5)),
                Windows.now(errors, errors));
    }

    private static PolicyTargets targets(TraceSampling policy, List<String> services) {
        Map<ServiceKey, Optional<Integer>> tiers = new TreeMap<>();
        services.forEach(service -> tiers.put(new ServiceKey("shop", service), Optional.empty()));
        return new PolicyTargets(policy, BigDecimal.TEN, tiers);
    }

    private static TraceSampling policy(boolean dryRun, Optional<Integer> budget) {
        TraceSampling policy = Telemetry.policy("shop", "standard", "1", 10);
        return new TraceSampling(
                policy.resource(),
                policy.services(),
                policy.head(),
                policy.tail(),
                Optional.of(new TraceSampling.Adaptive(
                        BigDecimal.TEN,
                        Optional.of(new TraceSampling.Trouble.ErrorRate(BigDecimal.valueOf(5))),
                        Duration.ofMinutes(10),
                        budget)),
                dryRun);
    }
}
