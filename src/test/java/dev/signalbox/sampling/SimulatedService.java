package dev.signalbox.sampling;

import dev.signalbox.model.pipeline.ServiceKey;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * A service with traffic of its own making.
 *
 * @param key which
 * @param tier 1 to 4
 * @param spansPerSecond by the minute, before sampling
 * @param tracesPerSecond by the minute, begun by it
 * @param errorRatio by the minute, 0 to 1; traces with errors are kept by a rule
 * @param decidedBy the service in which its spans' traces begin
 */
record SimulatedService(
        ServiceKey key,
        Optional<Integer> tier,
        IntToDoubleFunction spansPerSecond,
        IntToDoubleFunction tracesPerSecond,
        IntToDoubleFunction errorRatio,
        ServiceKey decidedBy) {

    /** Ten spans a trace, no errors, traces of its own. */
    static SimulatedService steady(String name, double spansPerSecond) {
        ServiceKey key = new ServiceKey("shop", name);
        return new SimulatedService(key, Optional.of(2), _ -> spansPerSecond, _ -> spansPerSecond / 10, _ -> 0, key);
    }

    SimulatedService tier(int other) {
        return new SimulatedService(key, Optional.of(other), spansPerSecond, tracesPerSecond, errorRatio, decidedBy);
    }

    /** Ten spans a trace. */
    SimulatedService spans(IntToDoubleFunction other) {
        return new SimulatedService(
                key, tier, other, minute -> other.applyAsDouble(minute) / 10, errorRatio, decidedBy);
    }

    SimulatedService traces(double other) {
        return new SimulatedService(key, tier, spansPerSecond, _ -> other, errorRatio, decidedBy);
    }

    SimulatedService errors(IntToDoubleFunction other) {
        return new SimulatedService(key, tier, spansPerSecond, tracesPerSecond, other, decidedBy);
    }

    SimulatedService within(SimulatedService root) {
        return new SimulatedService(key, tier, spansPerSecond, tracesPerSecond, errorRatio, root.key);
    }
}
