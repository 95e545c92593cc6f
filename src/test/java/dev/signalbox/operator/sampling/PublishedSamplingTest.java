package dev.signalbox.operator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.operator.sampling.SamplingState.Seen;
import dev.signalbox.sampling.AdaptiveSampling.State;
import dev.signalbox.sampling.Decisions;
import dev.signalbox.sampling.Measurements;
import dev.signalbox.sampling.PolicyDecision;
import dev.signalbox.sampling.PolicyTargets;
import dev.signalbox.sampling.Reason;
import dev.signalbox.sampling.ServiceDecision;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PublishedSamplingTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final ServiceKey CHECKOUT = new ServiceKey("shop", "checkout");
    private static final Seen NOTHING = new Seen(Measurements.NONE, OptionalDouble.empty(), Optional.of("away"));

    private final PublishedSampling sampling = new PublishedSampling();

    @Test
    void whatAStatusRemembersHoldsWhileNothingIsMeasured() {
        sampling.publishTargets(List.of(targets()), Optional.empty(), _ -> Optional.of(boosted()));
        assertThat(percent()).contains(100.0);

        sampling.step(NOTHING, NOW);
        assertThat(percent()).contains(100.0);
        assertThat(sampling.current().decisions().changes()).isEmpty();

        sampling.publishTargets(List.of(targets()), Optional.empty(), _ -> {
            throw new AssertionError("what is known is not asked for");
        });
        assertThat(percent()).contains(100.0);
    }

    @Test
    void withoutAnybodyToAskNothingIsDecidedOrRemembered() {
        List<SamplingState> told = new ArrayList<>();
        sampling.publishTargets(List.of(targets()), Optional.empty(), _ -> Optional.of(boosted()));
        sampling.onStep(told::add);

        sampling.publishTargets(List.of(targets()), Optional.of("nobody"), _ -> Optional.of(boosted()));
        assertThat(sampling.current().decisions()).isEqualTo(Decisions.NONE);
        assertThat(told).as("collectors go back to the baseline").hasSize(1);

        sampling.step(NOTHING, NOW);
        assertThat(sampling.current().decisions())
                .as("an answer that comes late")
                .isEqualTo(Decisions.NONE);
    }

    @Test
    void listenersHearOfWhatIsNewOnly() {
        List<String> heard = new ArrayList<>();
        sampling.onChange(() -> heard.add("change"));
        sampling.onStep(_ -> heard.add("step"));

        sampling.publishTargets(List.of(targets()), Optional.empty(), _ -> Optional.empty());
        sampling.publishTargets(List.of(targets()), Optional.empty(), _ -> Optional.empty());
        sampling.step(NOTHING, NOW);

        assertThat(heard).containsExactly("change", "step", "change");
    }

    private Optional<Double> percent() {
        return Optional.ofNullable(sampling.current()
                        .decisions()
                        .of(targets().policy().resource())
                        .get(CHECKOUT))
                .map(ServiceDecision::percent);
    }

    private static PolicyTargets targets() {
        TraceSampling policy = Telemetry.policy("shop", "standard", "1", 10);
        TraceSampling adaptive = new TraceSampling(
                policy.resource(),
                policy.services(),
                policy.head(),
                policy.tail(),
                Optional.of(new TraceSampling.Adaptive(
                        BigDecimal.TEN,
                        Optional.of(new TraceSampling.Trouble.ErrorRate(BigDecimal.valueOf(5))),
                        Duration.ofMinutes(10),
                        Optional.empty())),
                false);
        return new PolicyTargets(adaptive, BigDecimal.TEN, Map.of(CHECKOUT, Optional.of(1)));
    }

    private static PolicyDecision boosted() {
        return PolicyDecision.resumed(new TreeMap<>(Map.of(
                CHECKOUT,
                ServiceDecision.resumed(100, 100, State.BOOSTED, Reason.ERROR_RATE, NOW.minusSeconds(60), true))));
    }
}
