package dev.signalbox.compile.pipeline.sampling;

import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Symbol;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.model.pipeline.TraceSampling.SpanRule;
import dev.signalbox.model.pipeline.TraceSampling.SpanStatus;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules as conditions on one span. A policy of the tail sampler looks for any span that meets its condition, so what must
 * hold together stands in one condition: two policies joined by {@code and} may find two spans.
 */
final class SpanConditions {
    private static final Path GROUP = Path.attribute(OttlContext.RESOURCE, TelemetryAttributes.RULE_GROUP);
    private static final Path BASELINE = Path.attribute(OttlContext.RESOURCE, TelemetryAttributes.BASELINE);
    private static final Path NAMESPACE = Path.attribute(OttlContext.RESOURCE, TelemetryAttributes.NAMESPACE);

    /** Of the hash that decides; sixteen to the power of it are more parts than a percentage can tell apart. */
    private static final int HASH_DIGITS = 14;

    private SpanConditions() {}

    static Condition inGroup(RuleGroup group) {
        return Condition.equal(GROUP, group.name());
    }

    static Condition withBaseline(ServiceSampling.Baseline baseline) {
        return Condition.equal(BASELINE, baseline.toString());
    }

    static Condition inNamespace(String namespace) {
        return Condition.equal(NAMESPACE, namespace);
    }

    static Condition outsideOf(String namespace) {
        return new Comparison(NAMESPACE, Operator.NOT_EQUAL, Value.text(namespace));
    }

    static Condition root() {
        return new Condition.IsRootSpan();
    }

    /**
     * A part of all traces, by a hash of their identifiers: who is in a smaller part is in a larger one too. Digits are
     * compared, most significant first.
     *
     * @param percent 0 to 100
     * @param salt makes two choices independent, where it differs
     */
    static Condition ofTraces(BigDecimal percent, String salt) {
        BigInteger parts = BigInteger.ONE.shiftLeft(4 * HASH_DIGITS);
        BigInteger chosen =
                percent.movePointLeft(2).multiply(new BigDecimal(parts)).toBigInteger();
        return chosen.compareTo(parts) >= 0
                ? new Condition.Always(true)
                : new Comparison(
                        new Converter.Sha256(new Converter.Concat(
                                List.of(Value.text(salt), Path.of(OttlContext.SPAN, PathField.TRACE_ID)), "")),
                        Operator.LESS,
                        Value.text(("%0" + HASH_DIGITS + "x").formatted(chosen)));
    }

    /** The span with which a request came into another process than the root's. */
    static Condition entryBelowRoot() {
        Path kind = Path.of(OttlContext.SPAN, PathField.KIND);
        return Condition.and(
                Condition.not(root()),
                Condition.or(
                        new Comparison(kind, Operator.EQUAL, Symbol.SPAN_KIND_SERVER),
                        new Comparison(kind, Operator.EQUAL, Symbol.SPAN_KIND_CONSUMER)));
    }

    /** Any of some rules holds; at least one. */
    static Condition anyOf(List<SpanRule> rules) {
        return new Condition.Or(rules.stream().map(SpanConditions::of).toList());
    }

    private static Condition of(SpanRule rule) {
        List<Condition> all = new ArrayList<>();
        rule.status()
                .ifPresent(status -> all.add(new Comparison(
                        Path.of(OttlContext.SPAN, PathField.STATUS_CODE), Operator.EQUAL, symbol(status))));
        rule.slowerThan()
                .ifPresent(duration -> all.add(new Comparison(
                        new Value.Difference(
                                Path.of(OttlContext.SPAN, PathField.END_TIME),
                                Path.of(OttlContext.SPAN, PathField.START_TIME)),
                        Operator.GREATER,
                        Value.nanoseconds(duration))));
        rule.attribute()
                .ifPresent(attribute -> all.add(new Condition.Matches(
                        Path.attribute(OttlContext.SPAN, attribute.name()), Regex.oneOf(attribute.values()))));
        return new Condition.And(all);
    }

    private static Symbol symbol(SpanStatus status) {
        return switch (status) {
            case UNSET -> Symbol.STATUS_CODE_UNSET;
            case OK -> Symbol.STATUS_CODE_OK;
            case ERROR -> Symbol.STATUS_CODE_ERROR;
        };
    }
}
