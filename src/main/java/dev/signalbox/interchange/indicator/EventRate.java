package dev.signalbox.interchange.indicator;

import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Grouping;
import dev.signalbox.promql.Modifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Events of a window counted in the plain way, {@code sum by (…) (rate(selector[window]))}: all that matters of it is the
 * selector, since rate and window are added again.
 *
 * @param selector of counters
 * @param by labels that the sum keeps
 */
record EventRate(Expr.VectorSelector selector, List<String> by) {
    private static final Set<String> COUNTS_EVENTS = Set.of("rate", "increase");

    /** The plain form that an expression has; nothing when it has another. */
    static Optional<EventRate> of(Expr expr) {
        return expr
                                instanceof
                                Expr.Aggregation(
                                        AggregateOp op,
                                        Expr.Call(String function, List<Expr> args),
                                        var p,
                                        var grouping)
                        && op == AggregateOp.SUM
                        && !grouping.isWithout()
                        && COUNTS_EVENTS.contains(function)
                        && args.getFirst() instanceof Expr.MatrixSelector(Expr.VectorSelector selector, var range)
                        && range.equals(Query.WINDOW)
                        && selector.modifiers().equals(Modifiers.NONE)
                ? Optional.of(new EventRate(selector, grouping.labels()))
                : Optional.empty();
    }

    /** The plain form again. */
    Expr expr() {
        return expr(selector, by);
    }

    /** The plain form of a selector, which may have an offset. */
    static Expr expr(Expr.VectorSelector selector, List<String> by) {
        return summed(new Expr.Call("rate", List.of(new Expr.MatrixSelector(selector, Query.WINDOW))), by);
    }

    /** {@code sum by (…) (expr)}. */
    static Expr summed(Expr expr, List<String> by) {
        return new Expr.Aggregation(AggregateOp.SUM, expr, Optional.empty(), new Grouping(false, by));
    }

    boolean isGroupedLike(EventRate other) {
        return new HashSet<>(by).equals(new HashSet<>(other.by));
    }
}
