package dev.signalbox.compile.slo;

import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.Aggregation;
import dev.signalbox.promql.Expr.Binary;
import dev.signalbox.promql.Expr.Call;
import dev.signalbox.promql.Expr.MatrixSelector;
import dev.signalbox.promql.Expr.NumberLiteral;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.Grouping;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import dev.signalbox.promql.VectorMatching;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The PromQL that rules are made of, in words. */
final class Queries {
    private Queries() {}

    static Expr series(String name, LabelMatcher... matchers) {
        return VectorSelector.of(name, matchers);
    }

    static Expr number(long value) {
        return number(BigDecimal.valueOf(value));
    }

    static Expr number(BigDecimal value) {
        return NumberLiteral.of(value);
    }

    /** A series of one value without labels. */
    static Expr constant(BigDecimal value) {
        return call("vector", number(value));
    }

    static Expr now() {
        return call("time");
    }

    static Expr rate(String selector, Duration window) {
        return call("rate", over(parsed(selector), window));
    }

    /** What a counter grew by over a range that ended a while ago. */
    static Expr increase(String selector, Duration window, Duration ago) {
        return call("increase", over(parsed(selector).with(Modifiers.offset(ago)), window));
    }

    static Expr sumOver(Expr series, Duration window) {
        return call("sum_over_time", over(series, window));
    }

    static Expr lastOver(Expr series, Duration window) {
        return call("last_over_time", over(series, window));
    }

    static Expr countOver(Expr series, Duration window) {
        return call("count_over_time", over(series, window));
    }

    static Expr sumBy(List<String> labels, Expr expr) {
        return new Aggregation(AggregateOp.SUM, expr, Optional.empty(), new Grouping(false, labels));
    }

    static Expr maxBy(List<String> labels, Expr expr) {
        return new Aggregation(AggregateOp.MAX, expr, Optional.empty(), new Grouping(false, labels));
    }

    static Expr largest(int count, Expr expr) {
        return new Aggregation(AggregateOp.TOPK, expr, Optional.of(number(count)), new Grouping(false, List.of()));
    }

    static Expr plus(Expr left, Expr right) {
        return binary(BinaryOp.ADD, left, right);
    }

    static Expr minus(Expr left, Expr right) {
        return binary(BinaryOp.SUBTRACT, left, right);
    }

    static Expr times(Expr left, Expr right) {
        return binary(BinaryOp.MULTIPLY, left, right);
    }

    static Expr divided(Expr left, Expr right) {
        return binary(BinaryOp.DIVIDE, left, right);
    }

    static Expr divided(Expr left, VectorMatching matching, Expr right) {
        return new Binary(BinaryOp.DIVIDE, left, right, false, Optional.of(matching));
    }

    /** Only what is greater. */
    static Expr above(Expr left, BigDecimal right) {
        return binary(BinaryOp.GREATER, left, number(right));
    }

    /** 1 for what is greater, 0 for the rest. */
    static Expr aboveAsBool(Expr left, BigDecimal right) {
        return new Binary(BinaryOp.GREATER, left, number(right), true, Optional.empty());
    }

    /** Only what is as great or greater. */
    static Expr atLeast(Expr left, BigDecimal right) {
        return binary(BinaryOp.GREATER_OR_EQUAL, left, number(right));
    }

    static Expr atLeastZero(Expr expr) {
        return call("clamp_min", expr, number(0));
    }

    static Expr atMostOne(Expr expr) {
        return call("clamp_max", expr, number(1));
    }

    static Expr roundedUp(Expr expr) {
        return call("ceil", expr);
    }

    static Expr or(Expr left, Expr right) {
        return binary(BinaryOp.OR, left, right);
    }

    static Expr or(Expr left, VectorMatching matching, Expr right) {
        return new Binary(BinaryOp.OR, left, right, false, Optional.of(matching));
    }

    static Expr and(Expr left, Expr right) {
        return binary(BinaryOp.AND, left, right);
    }

    static Expr and(Expr left, VectorMatching matching, Expr right) {
        return new Binary(BinaryOp.AND, left, right, false, Optional.of(matching));
    }

    static Expr unless(Expr left, Expr right) {
        return binary(BinaryOp.UNLESS, left, right);
    }

    static Expr unless(Expr left, VectorMatching matching, Expr right) {
        return new Binary(BinaryOp.UNLESS, left, right, false, Optional.of(matching));
    }

    private static Expr binary(BinaryOp op, Expr left, Expr right) {
        return new Binary(op, left, right, false, Optional.empty());
    }

    private static Expr call(String function, Expr... args) {
        return new Call(function, List.of(args));
    }

    private static Expr over(Expr series, Duration window) {
        return switch (series) {
            case VectorSelector selector -> new MatrixSelector(selector, window);
            default -> throw new IllegalArgumentException("only series have a range, not " + series);
        };
    }

    /** A selector from the model, which intake has parsed and printed. */
    private static VectorSelector parsed(String selector) {
        return switch (PromqlParser.parseSelector(selector)) {
            case ParseResult.Parsed(VectorSelector series) -> series;
            case ParseResult.Parsed(Expr other) -> throw new IllegalArgumentException("not a selector: " + other);
            case ParseResult.Fault fault -> throw new IllegalArgumentException("not a selector: " + fault);
        };
    }
}
