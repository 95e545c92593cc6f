package dev.signalbox.interchange.indicator;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.PromqlPrinter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Indicators that tell good time from bad by a comparison. */
public final class TimeSlices {
    /** Slices of ours. */
    public static final Duration SLICE = Duration.ofMinutes(5);

    private static final BigDecimal LONGEST_AGE = BigDecimal.valueOf(86_400L * 365);

    private TimeSlices() {}

    /**
     * Good while a query compares to a value.
     *
     * @param over what a window in the query stands for
     */
    public static Translation compare(Field field, Query query, BinaryOp op, BigDecimal value, Duration over) {
        Optional<Translation> freshness = freshness(query.tree(), op, value);
        if (freshness.isPresent()) {
            return freshness.get();
        }
        if (query.isWindowed()) {
            field.note("has no window of its own: a range of " + PrometheusDuration.print(over) + " is taken");
        }
        boolean upperBound = op == BinaryOp.LESS || op == BinaryOp.LESS_OR_EQUAL;
        Expr tree = query.over(over).tree();
        Grouped grouped = Grouped.of(field, upperBound ? AggregateOp.MAX : AggregateOp.MIN, tree);
        if (grouped.exprs().getFirst() instanceof Expr.Binary truth
                && truth.returnBool()
                && op == BinaryOp.GREATER_OR_EQUAL
                && value.compareTo(BigDecimal.ONE) == 0
                && GroupLabels.areFree(grouped.by())) {
            return Translation.condition(PromqlPrinter.print(filtering(truth)), grouped.by());
        }
        Expr worst = GroupLabels.freed(grouped.exprs().getFirst(), grouped.by());
        Expr bound = new Expr.NumberLiteral(value.doubleValue(), false);
        Expr comparison = new Expr.Binary(op, worst, bound, false, Optional.empty());
        return Translation.condition(PromqlPrinter.print(comparison), GroupLabels.free(field, grouped.by()));
    }

    /** A comparison whose result, 0 or 1, was compared once more. */
    private static Expr filtering(Expr.Binary truth) {
        return new Expr.Binary(truth.op(), truth.lhs(), truth.rhs(), false, truth.matching());
    }

    /** {@code time() - max(…)} up to a number of seconds is the age of the newest. */
    private static Optional<Translation> freshness(Expr tree, BinaryOp op, BigDecimal seconds) {
        boolean age = op == BinaryOp.LESS_OR_EQUAL
                && seconds.signum() > 0
                && seconds.compareTo(LONGEST_AGE) <= 0
                && seconds.stripTrailingZeros().scale() <= 3;
        if (age
                && tree instanceof Expr.Binary(BinaryOp minus, Expr.Call now, Expr.Aggregation newest, var b, var m)
                && minus == BinaryOp.SUBTRACT
                && now.function().equals("time")
                && newest.op() == AggregateOp.MAX
                && !newest.grouping().isWithout()
                && newest.expr() instanceof Expr.VectorSelector selector
                && GroupLabels.areFree(newest.grouping().labels())) {
            Duration maxAge = Duration.ofMillis(seconds.movePointRight(3).longValueExact());
            return Optional.of(Translation.freshness(
                    new Sli.Freshness(PromqlPrinter.print(selector), PrometheusDuration.print(maxAge)),
                    newest.grouping().labels()));
        }
        return Optional.empty();
    }

    /** One query divided by another. */
    public static Query quotient(Query numerator, Query denominator) {
        return new Query(binary(numerator.tree(), BinaryOp.DIVIDE, denominator.tree()));
    }

    /** What is left of the whole: 1 less the query. */
    public static Query complement(Query query) {
        return new Query(binary(new Expr.NumberLiteral(1, false), BinaryOp.SUBTRACT, query.tree()));
    }

    private static Expr binary(Expr lhs, BinaryOp op, Expr rhs) {
        return new Expr.Binary(op, lhs, rhs, false, Optional.empty());
    }
}
