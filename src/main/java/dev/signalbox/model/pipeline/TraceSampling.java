package dev.signalbox.model.pipeline;

import dev.signalbox.model.ResourceName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which traces are kept; from a {@code SamplingPolicy}.
 *
 * @param resource the {@code SamplingPolicy}
 * @param services which services of its namespace, by labels of their resources
 * @param head what SDKs start
 * @param tail what gateways keep
 * @param adaptive percentages that follow trouble and load
 * @param dryRun decide and report, keep everything
 */
public record TraceSampling(
        ResourceName resource,
        LabelSelection services,
        Head head,
        Tail tail,
        Optional<Adaptive> adaptive,
        boolean dryRun) {

    /**
     * Sampling in the SDK.
     *
     * @param percent of traces that SDKs start, 0 to 100
     * @param remote whether SDKs ask their agent for it
     */
    public record Head(BigDecimal percent, boolean remote) {
        public static final Head ALL = new Head(BigDecimal.valueOf(100), false);
    }

    /**
     * Sampling in the gateway.
     *
     * @param rules what is kept or dropped whatever the percentage
     * @param baselinePercent of what no rule decides; nothing: the stack's
     * @param decisionWait for the spans of a trace
     * @param maxSpansPerSecond most that the baseline keeps, over all gateways
     */
    public record Tail(
            TailRules rules,
            Optional<BigDecimal> baselinePercent,
            Duration decisionWait,
            Optional<Integer> maxSpansPerSecond) {
        public static final Tail NONE =
                new Tail(TailRules.NONE, Optional.empty(), Duration.ofSeconds(10), Optional.empty());
    }

    /**
     * Rules, whose order has no meaning: drop beats keep.
     *
     * @param keep one that matches is enough
     * @param drop before keep is asked
     */
    public record TailRules(List<SpanRule> keep, List<SpanRule> drop) {
        public static final TailRules NONE = new TailRules(List.of(), List.of());

        public TailRules {
            keep = List.copyOf(keep);
            drop = List.copyOf(drop);
        }
    }

    /**
     * Which spans; all that is given must hold on one span of the service, and something is given.
     *
     * @param name unique in its list
     * @param status of the span
     * @param slowerThan its duration
     * @param attribute one of its attributes
     */
    public record SpanRule(
            String name,
            Optional<SpanStatus> status,
            Optional<Duration> slowerThan,
            Optional<AttributeValues> attribute) {}

    /**
     * An attribute with one of some values.
     *
     * @param name of the attribute
     * @param values sorted
     */
    public record AttributeValues(String name, List<String> values) {
        public AttributeValues {
            values = values.stream().sorted().distinct().toList();
        }
    }

    /** Status of a span. */
    public enum SpanStatus {
        UNSET,
        OK,
        ERROR
    }

    /**
     * Percentages that follow trouble and load.
     *
     * @param spikeMultiplier of the baseline while a service is in trouble
     * @param trouble when it is; nothing: never
     * @param cooldown how long the raised percentage stays after trouble was last seen
     * @param spansPerSecond budget of all selected services, over all gateways; nothing: no limit
     */
    public record Adaptive(
            BigDecimal spikeMultiplier,
            Optional<Trouble> trouble,
            Duration cooldown,
            Optional<Integer> spansPerSecond) {}

    /** When a service is in trouble. */
    public sealed interface Trouble {

        /** @param percentAbove errors among its requests, measured before sampling */
        record ErrorRate(BigDecimal percentAbove) implements Trouble {}

        /**
         * @param slo of the policy's namespace
         * @param above burn rate
         */
        record BurnRate(String slo, BigDecimal above) implements Trouble {}
    }
}
