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
 * Short names for building expressions in code, to be imported statically:
 * {@code multiply(sum(by("l"), increase(range(metric("x"), minutes(5)))), number(300))}.
 *
 * <p>No parentheses are needed: the printer adds them.
 */
public final class Promql {
    private Promql() {}

    /** A metric, chosen further by matchers. */
    public static VectorSelector metric(String name, LabelMatcher... matchers) {
        return VectorSelector.of(name, matchers);
    }

    /** A metric, chosen further by matchers. */
    public static VectorSelector metric(String name, List<LabelMatcher> matchers) {
        return new VectorSelector(Optional.of(name), matchers, Modifiers.NONE);
    }

    /** {@code selector[range]}. */
    public static MatrixSelector range(VectorSelector selector, Duration range) {
        return new MatrixSelector(selector, range);
    }

    /** {@code selector[range] offset offset}. */
    public static MatrixSelector range(VectorSelector selector, Duration range, Duration offset) {
        return new MatrixSelector(selector.with(selector.modifiers().withOffset(offset)), range);
    }

    /** {@code expr[range:step]}. */
    public static Subquery subquery(Expr expr, Duration range, Duration step) {
        return new Subquery(expr, range, Optional.of(step), Modifiers.NONE);
    }

    /** A number. */
    public static NumberLiteral number(BigDecimal value) {
        return NumberLiteral.of(value);
    }

    /** A number. */
    public static NumberLiteral number(long value) {
        return NumberLiteral.of(BigDecimal.valueOf(value));
    }

    /** A text. */
    public static StringLiteral text(String value) {
        return new StringLiteral(value);
    }

    /** {@code function(args)}. */
    public static Call call(String function, Expr... args) {
        return new Call(function, List.of(args));
    }

    /** {@code op (expr)}. */
    public static Aggregation aggregate(AggregateOp op, Grouping grouping, Expr expr) {
        return new Aggregation(op, expr, Optional.empty(), grouping);
    }

    /** {@code op (param, expr)}. */
    public static Aggregation aggregate(AggregateOp op, Grouping grouping, Expr param, Expr expr) {
        return new Aggregation(op, expr, Optional.of(param), grouping);
    }

    /** {@code sum (expr)}. */
    public static Aggregation sum(Grouping grouping, Expr expr) {
        return aggregate(AggregateOp.SUM, grouping, expr);
    }

    /** {@code max (expr)}. */
    public static Aggregation max(Grouping grouping, Expr expr) {
        return aggregate(AggregateOp.MAX, grouping, expr);
    }

    /** {@code min (expr)}. */
    public static Aggregation min(Grouping grouping, Expr expr) {
        return aggregate(AggregateOp.MIN, grouping, expr);
    }

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
    public static Binary add(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.ADD, rhs);
    }

    /** {@code lhs - rhs}. */
    public static Binary subtract(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.SUBTRACT, rhs);
    }

    /** {@code lhs * rhs}. */
    public static Binary multiply(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.MULTIPLY, rhs);
    }

    /** {@code lhs / rhs}. */
    public static Binary divide(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.DIVIDE, rhs);
    }

    /** {@code lhs and rhs}. */
    public static Binary and(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.AND, rhs);
    }

    /** {@code lhs or rhs}. */
    public static Binary or(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.OR, rhs);
    }

    /** {@code lhs unless rhs}. */
    public static Binary unless(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.UNLESS, rhs);
    }

    /** {@code lhs > rhs}. */
    public static Binary greater(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.GREATER, rhs);
    }

    /** {@code lhs < rhs}. */
    public static Binary less(Expr lhs, Expr rhs) {
        return binary(lhs, BinaryOp.LESS, rhs);
    }

    /** {@code -expr}; of a number the number negated. */
    public static Expr negate(Expr expr) {
        return expr instanceof NumberLiteral(double value, boolean duration)
                ? new NumberLiteral(-value, duration)
                : new Unary(true, expr);
    }
}
