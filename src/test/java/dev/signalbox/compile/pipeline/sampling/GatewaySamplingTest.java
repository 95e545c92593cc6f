package dev.signalbox.compile.pipeline.sampling;

import static dev.signalbox.compile.pipeline.Telemetry.capped;
import static dev.signalbox.compile.pipeline.Telemetry.policy;
import static dev.signalbox.compile.pipeline.Telemetry.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy.And;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy.RateLimiting;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TraceSampling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatewaySamplingTest {
    private static final BigDecimal STACK = BigDecimal.valueOf(5);
    private static final List<TraceSampling> THREE_POLICIES = List.of(
            policy("shop", "first", "1", 50), policy("shop", "second", "2", 20), policy("shop", "third", "3", 10));

    @Test
    void aThousandServicesNeedNoMorePoliciesThanThree() {
        assertThat(policies(plan(1_000))).isEqualTo(policies(plan(3)));
    }

    @Test
    void anotherPercentageOfOneServiceIsOnePolicyMore() {
        SamplingPlan plan = plan(1_000).withPercentages(Map.of(new ServiceKey("shop", "s7"), BigDecimal.valueOf(100)));

        assertThat(policies(plan)).hasSize(policies(plan(3)).size() + 1).contains("baseline 100");
    }

    @Test
    void policiesAreAskedInTheOrderInWhichTheyCount() {
        assertThat(policies(plan(3)))
                .containsExactly(
                        "keep shop/first", "baseline 5", "baseline 10", "baseline 20", "baseline 50", "rootless");
    }

    @Test
    void aCapIsOneForAllPercentagesOfItsPolicyAndIsDividedByTheGateways() {
        SamplingPlan declared = SamplingPlan.of(
                ServiceClaims.of(List.of(
                        service("shop", "cart", "1", Optional.empty()),
                        service("shop", "checkout", "1", Optional.empty()),
                        service("shop", "search", "2", Optional.empty()))),
                List.of(
                        capped(policy("shop", "first", "1", 20), 3_000),
                        capped(policy("shop", "second", "2", 20), 500)),
                STACK);
        SamplingPlan adapted =
                declared.withPercentages(Map.of(new ServiceKey("shop", "checkout"), BigDecimal.valueOf(60)));

        assertThat(policies(adapted))
                .isEqualTo(policies(declared))
                .containsExactly(
                        "keep shop/first", "baseline 5", "baseline shop/first", "baseline shop/second", "rootless");
        assertThat(GatewaySampling.of(adapted, STACK, 2, DecisionSizing.UNMEASURED).decision().policies().stream()
                        .map(SamplingPolicy::rule)
                        .filter(And.class::isInstance)
                        .flatMap(rule -> ((And) rule).policies().stream())
                        .map(SamplingPolicy::rule)
                        .filter(RateLimiting.class::isInstance))
                .containsExactly(new RateLimiting(1_500, 3_000), new RateLimiting(250, 1_000));
    }

    private static List<String> policies(SamplingPlan plan) {
        return GatewaySampling.of(plan, STACK, 1, DecisionSizing.UNMEASURED).decision().policies().stream()
                .map(SamplingPolicy::name)
                .toList();
    }

    private static SamplingPlan plan(int services) {
        List<TelemetryService> declared = IntStream.range(0, services)
                .mapToObj(i -> service("shop", "s" + i, String.valueOf(1 + i % 3), Optional.empty()))
                .toList();
        return SamplingPlan.of(ServiceClaims.of(declared), THREE_POLICIES, STACK);
    }
}
