package dev.signalbox.interchange.indicator;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.model.ReservedLabels;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Grouping;
import java.util.List;
import java.util.Optional;

/** Labels to group by. The rules set some themselves; what others group by them is grouped by a copy. */
public final class GroupLabels {
    private static final String COPY = "exported_";

    private GroupLabels() {}

    /** Whether nothing but the label itself stands in the way of grouping by it. */
    public static boolean areFree(List<String> labels) {
        return labels.stream().allMatch(GroupLabels::isFree);
    }

    static boolean isFree(String label) {
        return !ReservedLabels.amongGroups(label);
    }

    /** The labels under which the budget is split. */
    static List<String> free(Field field, List<String> labels) {
        return labels.stream().map(label -> free(field, label)).toList();
    }

    private static String free(Field field, String label) {
        if (isFree(label)) {
            return label;
        }
        field.note("groups by " + label + ", which the rules set themselves: it is copied to " + COPY + label);
        return COPY + label;
    }

    /** The expression, which has these labels and no others, with free ones. */
    static Expr freed(Expr expr, List<String> labels) {
        return areFree(labels) ? expr : aggregated(AggregateOp.SUM, expr, labels);
    }

    /** The expression aggregated by these labels, or by the free ones in their place. */
    static Expr aggregated(AggregateOp op, Expr expr, List<String> labels) {
        Expr copied = expr;
        for (String label : labels) {
            copied = isFree(label) ? copied : copied(copied, label);
        }
        List<String> free = labels.stream()
                .map(label -> isFree(label) ? label : COPY + label)
                .toList();
        return new Expr.Aggregation(op, copied, Optional.empty(), new Grouping(false, free));
    }

    private static Expr copied(Expr expr, String label) {
        return new Expr.Call(
                "label_replace",
                List.of(
                        expr,
                        new Expr.StringLiteral(COPY + label),
                        new Expr.StringLiteral("$1"),
                        new Expr.StringLiteral(label),
                        new Expr.StringLiteral("(.*)")));
    }
}
