package dev.signalbox.compile.pipeline.stack;

import dev.signalbox.compile.pipeline.sampling.DecisionSizing;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was learned from running collectors, and ends up in the sampling file alone.
 *
 * @param percentages of services whose baseline is not as their policy has it, 0 to 100
 * @param sizing how much one gateway remembers
 * @param gateways how many there are, at least 1
 * @param boosted services whose percentage is what it is because of trouble, which does not wait
 */
public record Tuning(
        Map<ServiceKey, BigDecimal> percentages, DecisionSizing sizing, int gateways, Set<ServiceKey> boosted) {
    public Tuning {
        percentages = Collections.unmodifiableMap(new TreeMap<>(percentages));
        boosted = Collections.unmodifiableSet(new TreeSet<>(boosted));
    }

    /** Without any trouble. */
    public Tuning(Map<ServiceKey, BigDecimal> percentages, DecisionSizing sizing, int gateways) {
        this(percentages, sizing, gateways, Set.of());
    }

    /** Before anything was learned. */
    public static Tuning none(TelemetryStack stack) {
        return new Tuning(
                Map.of(),
                DecisionSizing.UNMEASURED,
                stack.collectors().gateway().replicas().min());
    }
}
