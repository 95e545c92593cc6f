package dev.signalbox.interchange.indicator;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.ExprRewrite;
import dev.signalbox.promql.Grouping;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import dev.signalbox.promql.PromqlPrinter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Queries that say to others what an indicator of ours means.
 *
 * @param groupBy labels by whose values the budget is split
 */
public record OutwardQueries(List<String> groupBy) {

    /**
     * A query that is good while it compares to a number.
     *
     * @param op one of the four that order numbers
     */
    public record Comparison(String query, BinaryOp op, BigDecimal value) {}

    /** A selector of counters, or their sum for each group. */
    public String counter(String selector) {
        return PromqlPrinter.print(grouped(AggregateOp.SUM, tree(selector)));
    }

    private Expr grouped(AggregateOp op, Expr expr) {
        return groupBy.isEmpty() ? expr : aggregated(op, expr);
    }

    private Expr aggregated(AggregateOp op, Expr expr) {
        return new Expr.Aggregation(op, expr, Optional.empty(), new Grouping(false, groupBy));
    }

    /** The events of a histogram that are fast enough. */
    public String fastEvents(Sli.Latency latency) {
        Duration threshold = PrometheusDuration.parse(latency.threshold()).orElseThrow();
        VectorSelector histogram = (VectorSelector) tree(latency.histogram());
        if (!isNative(latency)) {
            String bound = Histogram.bound(histogram, threshold);
            VectorSelector bucket = Histogram.part(histogram, "_bucket");
            return counter(PromqlPrinter.print(bucket.with(List.of(LabelMatcher.equal("le", bound)))));
        }
        Expr seconds = new Expr.NumberLiteral(
                BigDecimal.valueOf(threshold.toMillis(), 3).doubleValue(), false);
        Expr share = new Expr.Call(
                "histogram_fraction", List.of(new Expr.NumberLiteral(0, false), seconds, rates(histogram)));
        return Query.print(binary(share, BinaryOp.MULTIPLY, count(histogram)));
    }

    /** All events of a histogram. */
    public String allEvents(Sli.Latency latency) {
        VectorSelector histogram = (VectorSelector) tree(latency.histogram());
        return isNative(latency)
                ? Query.print(count(histogram))
                : counter(PromqlPrinter.print(Histogram.part(histogram, "_count")));
    }

    private static boolean isNative(Sli.Latency latency) {
        return Boolean.TRUE.equals(latency.nativeHistogram());
    }

    private Expr rates(VectorSelector histogram) {
        return EventRate.expr(histogram, groupBy);
    }

    private Expr count(VectorSelector histogram) {
        return new Expr.Call("histogram_count", List.of(rates(histogram)));
    }

    /** The age of the newest data, in seconds. */
    public Comparison age(Sli.Freshness freshness) {
        Expr newest = aggregated(AggregateOp.MAX, tree(freshness.timestamp()));
        Expr age = binary(new Expr.Call("time", List.of()), BinaryOp.SUBTRACT, newest);
        long millis = PrometheusDuration.parse(freshness.maxAge()).orElseThrow().toMillis();
        return new Comparison(PromqlPrinter.print(age), BinaryOp.LESS_OR_EQUAL, plain(BigDecimal.valueOf(millis, 3)));
    }

    /** A comparison with a number where it is one, else one of its result, 0 or 1. */
    public Comparison comparison(Sli.Condition condition) {
        Expr tree = ExprRewrite.withoutParens(tree(condition.query()));
        if (!(tree instanceof Expr.Binary binary)) {
            return new Comparison(condition.query(), BinaryOp.GREATER_OR_EQUAL, BigDecimal.ONE);
        }
        boolean ordered =
                switch (binary.op()) {
                    case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
                    default -> false;
                };
        if (ordered && binary.rhs() instanceof Expr.NumberLiteral number && Double.isFinite(number.value())) {
            return new Comparison(
                    PromqlPrinter.print(binary.lhs()), binary.op(), plain(BigDecimal.valueOf(number.value())));
        }
        Expr result = new Expr.Binary(binary.op(), binary.lhs(), binary.rhs(), true, binary.matching());
        return new Comparison(PromqlPrinter.print(result), BinaryOp.GREATER_OR_EQUAL, BigDecimal.ONE);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The tree of a text that has been checked; a text that is none any more stays out of reach of a person. */
    private static Expr tree(String text) {
        return switch (PromqlParser.parse(text)) {
            case ParseResult.Parsed(Expr expr) -> expr;
            case ParseResult.Fault fault -> throw new IllegalArgumentException(fault.toString());
        };
    }

    private static Expr binary(Expr lhs, BinaryOp op, Expr rhs) {
        return new Expr.Binary(op, lhs, rhs, false, Optional.empty());
    }
}
