package dev.signalbox.interchange.indicator;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Grouping;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Labels to group by. The rules set some themselves; what others group by them is grouped by a copy. */
public final class GroupLabels {
    private static final Set<String> SET_BY_RULES =
            Set.of("namespace", "slo", "service", "severity", "alertname", "team");
    private static final List<String> RESERVED = List.of("__", "signalbox_", "sloth_");
    private static final String COPY = "exported_";

    private GroupLabels() {}

    /** Whether nothing but the label itself stands in the way of grouping by it. */
    public static boolean areFree(List<String> labels) {
        return labels.stream().allMatch(GroupLabels::isFree);
    }

    private static boolean isFree(String label) {
        return !SET_BY_RULES.contains(label) && RESERVED.stream().noneMatch(label::startsWith);
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

    /** The expression, which has these labels, with free ones. */
    static Expr freed(Expr expr, List<String> labels) {
        Expr copied = expr;
        for (String label : labels) {
            copied = isFree(label) ? copied : copied(copied, label);
        }
        return areFree(labels)
                ? expr
                : new Expr.Aggregation(
                        AggregateOp.SUM,
                        copied,
                        Optional.empty(),
                        new Grouping(
                                false,
                                labels.stream()
                                        .map(label -> isFree(label) ? label : COPY + label)
                                        .toList()));
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
