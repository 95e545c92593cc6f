package dev.signalbox.interchange.indicator;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Grouping;
import dev.signalbox.promql.ResultLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Expressions brought to the same labels, which then are those that the budget is split by. One whose labels depend on
 * its series is left as it is: the rules merge it by the labels of the others.
 *
 * @param exprs in the order given
 * @param by labels by which the budget is split
 */
record Grouped(List<Expr> exprs, List<String> by) {

    /**
     * Brings expressions together. One that has more labels than another is aggregated.
     *
     * @param op what aggregating is to do
     */
    static Grouped of(Field field, AggregateOp op, Expr... exprs) {
        List<String> common = common(exprs);
        List<Expr> grouped = new ArrayList<>();
        for (Expr expr : exprs) {
            boolean fits = ResultLabels.of(expr)
                    .filter(labels -> !List.copyOf(labels).equals(common))
                    .isEmpty();
            if (!fits) {
                field.note("gives labels that the other query doesn't: " + op.symbol() + " was put around "
                        + Query.print(expr));
            }
            grouped.add(fits ? expr : aggregated(op, expr, common));
        }
        return new Grouped(grouped, common);
    }

    /** A sum of sums is one sum. */
    private static Expr aggregated(AggregateOp op, Expr expr, List<String> by) {
        boolean summed = op == AggregateOp.SUM
                && expr instanceof Expr.Aggregation inner
                && inner.op() == op
                && !inner.grouping().isWithout();
        Expr series = summed ? ((Expr.Aggregation) expr).expr() : expr;
        return new Expr.Aggregation(op, series, Optional.empty(), new Grouping(false, by));
    }

    /** Sorted; none where no expression tells its labels. */
    private static List<String> common(Expr... exprs) {
        Optional<List<String>> common = Optional.empty();
        for (Expr expr : exprs) {
            Optional<SortedSet<String>> labels = ResultLabels.of(expr);
            if (labels.isPresent()) {
                List<String> kept = new ArrayList<>(common.orElseGet(() -> List.copyOf(labels.get())));
                kept.retainAll(labels.get());
                common = Optional.of(kept);
            }
        }
        return common.orElse(List.of());
    }
}
