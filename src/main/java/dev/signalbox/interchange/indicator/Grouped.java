package dev.signalbox.interchange.indicator;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Grouping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Expressions brought to the same labels, which then are those that the budget is split by.
 *
 * @param exprs in the order given
 * @param by labels that each of them has
 */
record Grouped(List<Expr> exprs, List<String> by) {

    /**
     * Brings expressions together. One whose labels can't be told, or are more than the others', is aggregated.
     *
     * @param op what aggregating is to do
     */
    static Grouped of(Field field, AggregateOp op, Expr... exprs) {
        List<String> common = common(exprs);
        List<Expr> grouped = new ArrayList<>();
        for (Expr expr : exprs) {
            boolean fits = KeptLabels.of(expr)
                    .filter(labels -> new HashSet<>(labels).equals(new HashSet<>(common)))
                    .isPresent();
            if (!fits) {
                field.note("keeps other labels than can be grouped by: " + op.symbol() + " was put around "
                        + Query.print(expr) + ", so that there is one budget for "
                        + (common.isEmpty() ? "all series" : "each " + String.join(", ", common)));
            }
            grouped.add(fits ? expr : new Expr.Aggregation(op, expr, Optional.empty(), new Grouping(false, common)));
        }
        return new Grouped(grouped, common);
    }

    private static List<String> common(Expr... exprs) {
        List<String> common = new ArrayList<>(KeptLabels.of(exprs[0]).orElse(List.of()));
        for (Expr expr : exprs) {
            common.retainAll(KeptLabels.of(expr).orElse(List.of()));
        }
        return common;
    }
}
