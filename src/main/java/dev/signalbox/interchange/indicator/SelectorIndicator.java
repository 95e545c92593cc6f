package dev.signalbox.interchange.indicator;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.PromqlPrinter;
import java.util.List;
import java.util.Optional;

/** Indicators from selectors, to which rate and window are added. */
public final class SelectorIndicator {
    private SelectorIndicator() {}

    /** The selector that a field must hold; it may have an offset. */
    public static Optional<VectorSelector> selector(Field field) {
        Optional<Expr> tree = Query.read(field).map(Query::tree);
        if (tree.isPresent() && !(tree.get() instanceof VectorSelector)) {
            field.fault(
                    "must be a selector, was an expression: " + field.shown(),
                    "write a metric with its labels, e.g. http_requests_total{code=~\"5..\"}");
            return Optional.empty();
        }
        return tree.map(VectorSelector.class::cast);
    }

    /** From bad events and all events. */
    public static Translation errors(Field field, VectorSelector errors, VectorSelector total, List<String> by) {
        return EventQueries.fromErrors(field, events(errors, by), events(total, by));
    }

    /** From good events and all events; a latency where they are a histogram's. */
    public static Translation good(Field field, VectorSelector good, VectorSelector total, List<String> by) {
        return EventQueries.fromGood(field, events(good, by), events(total, by));
    }

    private static Query events(VectorSelector selector, List<String> by) {
        return new Query(EventRate.expr(selector, by));
    }

    /** From a native histogram. */
    public static Translation nativeLatency(Field field, VectorSelector total, String threshold, List<String> by) {
        List<String> free = by.stream().filter(GroupLabels::isFree).toList();
        if (free.size() < by.size()) {
            field.note(
                    "groups by labels that the rules set themselves, which was left out: one budget for all of them");
        }
        if (!total.modifiers().equals(Modifiers.NONE)) {
            field.note("has an offset, which was left out");
        }
        String histogram = PromqlPrinter.print(total.with(Modifiers.NONE));
        return Translation.latency(new Sli.Latency(histogram, threshold, true), free);
    }

    /** True while a gauge is 1 in each series of a group. */
    public static Translation isOne(Field field, VectorSelector gauge, List<String> by) {
        Expr least = GroupLabels.aggregated(AggregateOp.MIN, gauge, by);
        Expr condition =
                new Expr.Binary(BinaryOp.EQUAL, least, new Expr.NumberLiteral(1, false), false, Optional.empty());
        return Translation.condition(PromqlPrinter.print(condition), GroupLabels.free(field, by));
    }
}
