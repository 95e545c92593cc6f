package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Key;
import dev.signalbox.compile.pipeline.collector.Written;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy of tail sampling.
 *
 * @param name in metrics and logs of the collector; any text
 * @param rule what it decides
 */
public record SamplingPolicy(String name, Rule rule) implements Written {

    @Override
    public Object written(CollectorVersion version) {
        Map<String, Object> fields = new HashMap<>(Map.of("name", name, "type", rule.keyword()));
        if (!(rule instanceof Always)) {
            fields.put(rule.keyword(), rule);
        }
        return fields;
    }

    /** What a policy decides of a trace. */
    public sealed interface Rule {
        /** Its type, and the field that its settings are in. */
        default String keyword() {
            return switch (this) {
                case Always always -> "always_sample";
                case Latency latency -> "latency";
                case StatusCode statusCode -> "status_code";
                case Probabilistic probabilistic -> "probabilistic";
                case RateLimiting rateLimiting -> "rate_limiting";
                case SpanCount spanCount -> "span_count";
                case OttlCondition ottlCondition -> "ottl_condition";
                case And and -> "and";
                case Not not -> "not";
                case Drop drop -> "drop";
            };
        }
    }

    /** A rule that may be part of another: the collector knows no policies inside policies but these. */
    public sealed interface Part extends Rule {}

    /** Keeps every trace. */
    public record Always() implements Part {}

    /**
     * Keeps what lasts as long, from the trace's first span to its last.
     *
     * @param thresholdMs milliseconds, at least
     */
    public record Latency(long thresholdMs) implements Part {}

    /** @param statusCodes keeps a trace with a span of any of these */
    public record StatusCode(List<Status> statusCodes) implements Part {
        /** Copies the list. */
        public StatusCode {
            statusCodes = List.copyOf(statusCodes);
        }
    }

    /** The status of a span. */
    public enum Status implements Written {
        /** The application says that it is well. */
        OK,
        /** Failed. */
        ERROR,
        /** Not said. */
        UNSET;

        @Override
        public Object written(CollectorVersion version) {
            return name();
        }
    }

    /**
     * Keeps a part of all traces, by a hash of their identifiers: every replica decides alike.
     *
     * @param hashSalt makes two samplers independent, where it differs
     * @param samplingPercentage 0 to 100
     */
    public record Probabilistic(String hashSalt, double samplingPercentage) implements Part {
        /** Refuses what is no part of a hundred. */
        public Probabilistic {
            if (!(samplingPercentage >= 0 && samplingPercentage <= 100)) {
                throw new IllegalArgumentException("must be 0 to 100, was " + samplingPercentage);
            }
        }
    }

    /**
     * Keeps traces while they fit.
     *
     * @param spansPerSecond of this replica alone
     * @param burstCapacity spans that may come at once; a larger trace never passes
     */
    public record RateLimiting(long spansPerSecond, long burstCapacity) implements Part {}

    /**
     * Keeps traces of a size.
     *
     * @param minSpans at least
     */
    public record SpanCount(int minSpans) implements Part {}

    /**
     * Keeps a trace of which a span meets any condition.
     *
     * @param errorMode what becomes of a condition that fails
     * @param conditions on spans
     */
    public record OttlCondition(
            ErrorMode errorMode, @Key("span") ConditionList conditions) implements Part {
        /** Refuses conditions on anything else, and none. */
        public OttlCondition {
            if (conditions.context() != OttlContext.SPAN
                    || conditions.conditions().isEmpty()) {
                throw new IllegalArgumentException("must be conditions on spans, was " + conditions);
            }
        }

        /** Keeps a trace of which a span meets a condition; one that fails counts as not met. */
        public static OttlCondition span(Condition condition) {
            return new OttlCondition(ErrorMode.IGNORE, ConditionList.of(OttlContext.SPAN, condition));
        }
    }

    /**
     * Keeps what the other would not. May be part of {@link And} and {@link Drop}.
     *
     * @param policy the other
     */
    public record Not(@Key("not_sub_policy") SamplingPolicy policy) implements Part {
        /** Refuses what can't be negated. */
        public Not {
            if (!(policy.rule() instanceof Part) || policy.rule() instanceof Not) {
                throw new IllegalArgumentException(
                        "can't be negated: " + policy.rule().keyword());
            }
        }
    }

    /**
     * Keeps what all of some keep. They look at the trace each for itself, not at one span.
     *
     * @param policies all
     */
    public record And(@Key("and_sub_policy") List<SamplingPolicy> policies) implements Rule {
        /** Refuses policies that can't be parts. */
        public And {
            policies = parts(policies);
        }
    }

    /**
     * Drops what all of some keep, whatever any other policy says.
     *
     * @param policies all
     */
    public record Drop(@Key("drop_sub_policy") List<SamplingPolicy> policies) implements Rule {
        /** Refuses policies that can't be parts. */
        public Drop {
            policies = parts(policies);
        }
    }

    private static List<SamplingPolicy> parts(List<SamplingPolicy> policies) {
        if (policies.isEmpty()) {
            throw new IllegalArgumentException("must have at least one part");
        }
        policies.forEach(policy -> {
            if (!(policy.rule() instanceof Part)) {
                throw new IllegalArgumentException(
                        "can't be a part: " + policy.rule().keyword());
            }
        });
        return List.copyOf(policies);
    }
}
