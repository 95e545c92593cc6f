package dev.signalbox.operator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.operator.sampling.SamplingState.Seen;
import dev.signalbox.sampling.Measurements;
import dev.signalbox.sampling.PolicyTargets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SamplingMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SamplingMetrics metrics = new SamplingMetrics(registry);
    private final PublishedSampling sampling = new PublishedSampling();

    @Test
    void percentagesAreThoseOfServicesUnderAPolicyThatAdaptsAndGoWithThem() {
        sampling.onStep(state -> metrics.stepped(state, Instant.now()));
        sampling.publishTargets(
                List.of(targets("fixed", "search", false), targets("standard", "checkout", true)),
                Optional.empty(),
                _ -> Optional.empty());
        sampling.step(new Seen(Measurements.NONE, OptionalDouble.empty(), Optional.empty()), Instant.now());

        assertThat(registry.find("signalbox.sampling.percent").gauges())
                .singleElement()
                .satisfies(gauge -> {
                    assertThat(gauge.getId().getTag("service")).isEqualTo("shop/checkout");
                    assertThat(gauge.value()).isEqualTo(10);
                });

        sampling.publishTargets(List.of(), Optional.of("nobody is asked"), _ -> Optional.empty());
        assertThat(registry.find("signalbox.sampling.percent").gauges()).isEmpty();
        assertThat(registry.get("signalbox.sampling.inputs.age").timeGauge().value())
                .isZero();
    }

    @Test
    void everySeriesIsExplained() throws IOException {
        String reference = Files.readString(Path.of("docs/reference/operator.md"));

        assertThat(registry.getMeters())
                .hasSizeGreaterThan(2)
                .allMatch(meter ->
                        reference.contains("`" + meter.getId().getName().replace('.', '_')));
    }

    private static PolicyTargets targets(String name, String service, boolean adapts) {
        TraceSampling policy = Telemetry.policy("shop", name, "1", 10);
        return new PolicyTargets(
                new TraceSampling(
                        policy.resource(),
                        policy.services(),
                        policy.head(),
                        policy.tail(),
                        adapts
                                ? Optional.of(new TraceSampling.Adaptive(
                                        BigDecimal.TEN, Optional.empty(), Duration.ofMinutes(10), Optional.empty()))
                                : Optional.empty(),
                        false),
                BigDecimal.TEN,
                Map.of(new ServiceKey("shop", service), Optional.empty()));
    }
}
