package dev.signalbox.promql;

import dev.signalbox.promql.Expr.Aggregation;
import dev.signalbox.promql.Expr.Binary;
import dev.signalbox.promql.Expr.Call;
import dev.signalbox.promql.Expr.MatrixSelector;
import dev.signalbox.promql.Expr.NumberLiteral;
import dev.signalbox.promql.Expr.StringLiteral;
import dev.signalbox.promql.Expr.Subquery;
import dev.signalbox.promql.Expr.Unary;
import dev.signalbox.promql.Expr.VectorSelector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Words for building expressions in code, to be imported statically:
 * {@code times(sumBy(List.of("l"), rate(metric("x"), minutes(5))), number(300))}.
 *
 * <p>No parentheses are needed: the printer adds them.
 */
public final class Promql {
    private Promql() {}

    // Series and their samples

    /** A metric, chosen further by matchers. */
    public static VectorSelector metric(String name, LabelMatcher... matchers) {
        return VectorSelector.of(name, matchers);
    }

    /** A selector from text that has been read as one before; an {@link IllegalArgumentException} when it is none. */
    public static VectorSelector selector(String text) {
        if (PromqlParser.parseSelector(text) instanceof ParseResult.Parsed(VectorSelector series)) {
            return series;
        }
        throw new IllegalArgumentException("not a selector: " + text);
    }

    /** An expression from text that has been read before; an {@link IllegalArgumentException} when it is none. */
    public static Expr expression(String text) {
        return switch (PromqlParser.parse(text)) {
            case ParseResult.Parsed(Expr expr) -> expr;
            case ParseResult.Fault fault -> throw new IllegalArgumentException("not PromQL: " + fault);
        };
    }

    /** {@code selector[range]}. */
    public static MatrixSelector range(VectorSelector selector, Duration range) {
        return new MatrixSelector(selector, range);
    }

    /** {@code expr[range:step]}. */
    public static Subquery subquery(Expr expr, Duration range, Duration step) {
        return new Subquery(expr, range, Optional.of(step), Modifiers.NONE);
    }

    /** What a counter grows by in a second, on average over a range. */
    public static Call rate(VectorSelector counter, Duration range) {
        return call("rate", range(counter, range));
    }

    /** What a counter grew by over a range that ended a while ago. */
    public static Call increase(VectorSelector counter, Duration range, Duration ago) {
        return call("increase", range(counter.with(Modifiers.offset(ago)), range));
    }

    /** The sum of a range's samples. */
    public static Call sumOver(VectorSelector series, Duration range) {
        return call("sum_over_time", range(series, range));
    }

    /** The average of a range's samples. */
    public static Call averageOver(VectorSelector series, Duration range) {
        return call("avg_over_time", range(series, range));
    }

    /** The last of a range's samples. */
    public static Call lastOver(VectorSelector series, Duration range) {
        return call("last_over_time", range(series, range));
    }

    /** The least of a range's samples. */
    public static Call leastOver(VectorSelector series, Duration range) {
        return call("min_over_time", range(series, range));
    }

    /** How many samples a range has. */
    public static Call countOver(VectorSelector series, Duration range) {
        return call("count_over_time", range(series, range));
    }

    // Numbers

    /** A number. */
    public static NumberLiteral number(BigDecimal value) {
        return NumberLiteral.of(value);
    }

    /** A number. */
    public static NumberLiteral number(long value) {
        return new NumberLiteral((double) value, false);
    }

    /** A series of one value without labels. */
    public static Call constant(BigDecimal value) {
        return call("vector", number(value));
    }

    /** The time of the evaluation, in seconds since 1970. */
    public static Call now() {
        return call("time");
    }

    // Functions and aggregations

    /** {@code function(args)}. */
    public static Call call(String function, Expr... args) {
        return new Call(function, List.of(args));
    }

    /** The next whole number. */
    public static Call roundedUp(Expr expr) {
        return call("ceil", expr);
    }

    /** What is negative becomes 0; NaN stays. */
    public static Call atLeastZero(Expr expr) {
        return call("clamp_min", expr, number(0));
    }

    /** What is greater than 1 becomes 1; NaN stays. */
    public static Call atMostOne(Expr expr) {
        return call("clamp_max", expr, number(1));
    }

    /** {@code op by (labels) (expr)}. */
    public static Aggregation by(List<String> labels, AggregateOp op, Expr expr) {
        return new Aggregation(op, expr, Optional.empty(), new Grouping(false, labels));
    }

    /** {@code sum by (labels) (expr)}. */
    public static Aggregation sumBy(List<String> labels, Expr expr) {
        return by(labels, AggregateOp.SUM, expr);
    }

    /** {@code max by (labels) (expr)}. */
    public static Aggregation maxBy(List<String> labels, Expr expr) {
        return by(labels, AggregateOp.MAX, expr);
    }

    /** The same series with a label of a fixed value, in which {@code $} has no place. */
    public static Call labelled(Expr expr, String label, String value) {
        StringLiteral any = new StringLiteral("");
        return call("label_replace", expr, new StringLiteral(label), new StringLiteral(value), any, any);
    }

    /** {@code topk(count, expr)}. */
    public static Aggregation largest(int count, Expr expr) {
        return new Aggregation(AggregateOp.TOPK, expr, Optional.of(number(count)), new Grouping(false, List.of()));
    }

    // Operators

    /** {@code lhs op rhs}. */
    public static Binary binary(Expr lhs, BinaryOp op, Expr rhs) {
        return new Binary(op, lhs, rhs, false, Optional.empty());
    }

    /** {@code lhs op on (…) rhs}. */
    public static Binary binary(Expr lhs, BinaryOp op, VectorMatching matching, Expr rhs) {
        return new Binary(op, lhs, rhs, false, Optional.of(matching));
    }

    /** {@code lhs op bool rhs}: 0 or 1 for each series instead of leaving out what doesn't compare. */
    public static Binary compareBool(Expr lhs, BinaryOp comparison, Expr rhs) {
        return new Binary(comparison, lhs, rhs, true, Optional.empty());
    }

    /** {@code lhs + rhs}. */
    public static Binary plus(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.ADD, rhs);
    }

    /** {@code lhs - rhs}. */
    public static Binary minus(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.SUBTRACT, rhs);
    }

    /** {@code lhs - on (…) rhs}. */
    public static Binary minus(Expr lhs, VectorMatching matching, Expr rhs) {
        return binary(lhs, BinaryOp.SUBTRACT, matching, rhs);
    }

    /** {@code lhs * rhs}. */
    public static Binary times(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.MULTIPLY, rhs);
    }

    /** {@code lhs / rhs}. */
    public static Binary divided(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.DIVIDE, rhs);
    }

    /** {@code lhs / on (…) rhs}. */
    public static Binary divided(Expr lhs, VectorMatching matching, Expr rhs) {
        return binary(lhs, BinaryOp.DIVIDE, matching, rhs);
    }

    /** Only what is greater. */
    public static Binary above(Expr expr, BigDecimal limit) {
        return binary(expr, BinaryOp.GREATER, number(limit));
    }

    /** 1 for what is greater, 0 for the rest. */
    public static Binary aboveAsBool(Expr expr, BigDecimal limit) {
        return compareBool(expr, BinaryOp.GREATER, number(limit));
    }

    /** Only what is as great or greater; never NaN. */
    public static Binary atLeast(Expr expr, BigDecimal limit) {
        return binary(expr, BinaryOp.GREATER_OR_EQUAL, number(limit));
    }

    /** {@code lhs and rhs}. */
    public static Binary and(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.AND, rhs);
    }

    /** {@code lhs and on (…) rhs}. */
    public static Binary and(Expr lhs, VectorMatching matching, Expr rhs) {
        return binary(lhs, BinaryOp.AND, matching, rhs);
    }

    /** {@code lhs or rhs}. */
    public static Binary or(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.OR, rhs);
    }

    /** {@code lhs or on (…) rhs}. */
    public static Binary or(Expr lhs, VectorMatching matching, Expr rhs) {
        return binary(lhs, BinaryOp.OR, matching, rhs);
    }

    /** {@code lhs unless rhs}. */
    public static Binary unless(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.UNLESS, rhs);
    }

    /** {@code lhs unless on (…) rhs}. */
    public static Binary unless(Expr lhs, VectorMatching matching, Expr rhs) {
        return binary(lhs, BinaryOp.UNLESS, matching, rhs);
    }

    /** {@code -expr}; of a number the number negated. */
    public static Expr negate(Expr expr) {
        return expr instanceof NumberLiteral(double value, boolean duration)
                ? new NumberLiteral(-value, duration)
                : new Unary(true, expr);
    }
}
