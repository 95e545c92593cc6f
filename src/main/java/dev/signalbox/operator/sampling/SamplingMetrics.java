package dev.signalbox.operator.sampling;

import dev.signalbox.sampling.Measurements;
import dev.signalbox.sampling.PolicyTargets;
import dev.signalbox.sampling.Reading;
import dev.signalbox.sampling.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the loop does, for graphs and alerts. Percentages are by service, as nothing less would show what was kept when; and
 * only of services under a policy that adapts.
 */
@Singleton
public class SamplingMetrics {
    private final MultiGauge percentages;
    private final Map<Reason, Counter> changes;
    private volatile Optional<Instant> measured = Optional.empty();

    @Inject
    SamplingMetrics(MeterRegistry registry) {
        percentages = MultiGauge.builder("signalbox.sampling.percent")
                .description("Percentage of traces kept of what no rule decides")
                .register(registry);
        changes = Stream.of(Reason.values())
                .collect(Collectors.toMap(Function.identity(), reason -> Counter.builder("signalbox.sampling.changes")
                        .description("Changes of percentages")
                        .tag("reason", reason.text())
                        .register(registry)));
        TimeGauge.builder("signalbox.sampling.inputs.age", () -> age().toMillis(), TimeUnit.MILLISECONDS)
                .description("Time since any service was measured; 0 where there is no loop")
                .register(registry);
    }

    /** A step was made. */
    public void stepped(SamplingState state, Instant now) {
        percentages.register(
                state.targets().stream()
                        .filter(PolicyTargets::adapts)
                        .flatMap(
                                targets -> state.decisions().of(targets.policy().resource()).entrySet().stream())
                        .map(service -> Row.of(
                                Tags.of("service", service.getKey().toString()),
                                service.getValue().percent()))
                        .toList(),
                true);
        state.decisions().changes().stream()
                .filter(change -> change.from().isPresent())
                .forEach(change -> changes.get(change.reason()).increment());
        if (state.notAsked().isPresent()) {
            measured = Optional.empty();
        } else if (measured.isEmpty()
                || state.seen().map(seen -> isFresh(seen.measured())).orElse(false)) {
            measured = Optional.of(now);
        }
    }

    private Duration age() {
        return measured.map(at -> Duration.between(at, Instant.now())).orElse(Duration.ZERO);
    }

    private static boolean isFresh(Measurements measurements) {
        return measurements.services().values().stream()
                .anyMatch(service -> service.received().filter(Reading::isFresh).isPresent());
    }
}
