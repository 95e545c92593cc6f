package dev.signalbox.interchange.indicator;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.ExprRewrite;
import dev.signalbox.promql.ExprType;
import dev.signalbox.promql.PromqlPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Queries of events, be they bad, good or all, and ratios of them. The plainest indicator that says the same is made:
 * selectors where the queries are rates of selectors, a latency where they are a histogram's, else queries.
 */
public final class EventQueries {
    private static final Expr ZERO = new Expr.NumberLiteral(0, false);

    private EventQueries() {}

    /** From bad events and all events; where all is 1, the bad ones are a ratio already. */
    public static Translation fromErrors(Field field, Query errors, Query total) {
        if (isOne(total.tree())) {
            return fromErrorRatio(field, errors);
        }
        return fromErrors(
                field,
                Zeros.stripped(errors.windowed(field).tree()),
                Zeros.stripped(total.windowed(field).tree()));
    }

    /** From good events and all events. */
    public static Translation fromGood(Field field, Query good, Query total) {
        return fromGood(
                field,
                Zeros.stripped(good.windowed(field).tree()),
                Zeros.stripped(total.windowed(field).tree()));
    }

    /** From a ratio of bad events; taken apart where it is a quotient of events. */
    public static Translation fromErrorRatio(Field field, Query ratio) {
        Expr tree = Zeros.stripped(ratio.windowed(field).tree());
        if (tree instanceof Expr.Binary quotient && isQuotientOfEvents(quotient)) {
            return fromErrors(field, quotient.lhs(), quotient.rhs());
        }
        if (tree instanceof Expr.Binary(BinaryOp op, Expr.NumberLiteral one, Expr.Binary quotient, var b, var m)
                && op == BinaryOp.SUBTRACT
                && one.value() == 1
                && isQuotientOfEvents(quotient)) {
            return fromGood(field, quotient.lhs(), quotient.rhs());
        }
        return averaged(field, tree);
    }

    /** From a ratio of bad events that is to be averaged over time, even where it is a quotient of events. */
    public static Translation averaged(Field field, Query ratio) {
        return averaged(field, Zeros.stripped(ratio.windowed(field).tree()));
    }

    private static Translation averaged(Field field, Expr ratio) {
        Grouped grouped = Grouped.of(field, AggregateOp.AVG, asVector(ratio));
        Expr freed = GroupLabels.freed(grouped.exprs().getFirst(), grouped.by());
        return Translation.query(new Sli.Query(null, null, Query.print(freed)), GroupLabels.free(field, grouped.by()));
    }

    private static Translation fromErrors(Field field, Expr errors, Expr total) {
        Optional<EventRate> all = EventRate.of(total);
        Optional<EventRate> bad = EventRate.of(errors);
        if (all.isPresent() && bad.isPresent() && bad.get().isGroupedLike(all.get())) {
            if (Histogram.isBucket(bad.get().selector())) {
                field.note("counts the events up to a bucket's bound as errors, as it did; "
                        + "if these are the good ones, make it sli.latency");
            }
            return ratio(field, new Sli.Ratio(print(bad.get()), null, print(all.get())), bad.get(), all.get());
        }
        Optional<EventRate> good = all.flatMap(events -> complement(errors, events));
        return good.isPresent() ? good(field, good.get(), all.get()) : query(field, errors, total);
    }

    private static Translation fromGood(Field field, Expr good, Expr total) {
        Optional<EventRate> all = EventRate.of(total);
        Optional<EventRate> fine = EventRate.of(good);
        if (all.isPresent() && fine.isPresent() && fine.get().isGroupedLike(all.get())) {
            return good(field, fine.get(), all.get());
        }
        Grouped grouped = Grouped.of(field, AggregateOp.SUM, good, total);
        return allButGood(field, grouped.exprs().get(0), grouped.exprs().get(1));
    }

    /** With zeros for what is absent: good events that vanish would otherwise take the bad ones with them. */
    private static Translation allButGood(Field field, Expr good, Expr total) {
        Expr goodOrNone = binary(good, BinaryOp.OR, binary(total, BinaryOp.MULTIPLY, ZERO));
        return query(field, binary(total, BinaryOp.SUBTRACT, goodOrNone), total);
    }

    /** The good events where bad ones are told as all less good. */
    private static Optional<EventRate> complement(Expr errors, EventRate all) {
        return errors instanceof Expr.Binary(BinaryOp op, Expr minuend, Expr subtrahend, var b, var matching)
                        && op == BinaryOp.SUBTRACT
                        && matching.isEmpty()
                        && EventRate.of(minuend)
                                .filter(events -> Histogram.areSameEvents(events.selector(), all.selector()))
                                .filter(all::isGroupedLike)
                                .isPresent()
                ? EventRate.of(subtrahend).filter(all::isGroupedLike)
                : Optional.empty();
    }

    private static Translation good(Field field, EventRate good, EventRate all) {
        return Histogram.latency(good.selector(), all.selector())
                .filter(latency -> GroupLabels.areFree(all.by()))
                .map(latency -> Translation.latency(latency, all.by()))
                .orElseGet(() -> ratio(field, new Sli.Ratio(null, print(good), print(all)), good, all));
    }

    private static Translation ratio(Field field, Sli.Ratio ratio, EventRate part, EventRate all) {
        if (GroupLabels.areFree(all.by())) {
            return Translation.ratio(ratio, all.by());
        }
        return ratio.good() == null
                ? query(field, part.expr(), all.expr())
                : allButGood(field, part.expr(), all.expr());
    }

    private static Translation query(Field field, Expr errors, Expr total) {
        Grouped grouped = Grouped.of(field, AggregateOp.SUM, asVector(errors), asVector(total));
        List<String> printed = new ArrayList<>();
        for (Expr expr : perSecond(field, grouped.exprs())) {
            printed.add(Query.print(GroupLabels.freed(expr, grouped.by())));
        }
        return Translation.query(
                new Sli.Query(printed.get(0), printed.get(1), null), GroupLabels.free(field, grouped.by()));
    }

    private static boolean isOne(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> number.value() == 1;
            case Expr.Call call ->
                call.function().equals("vector") && isOne(call.args().getFirst());
            default -> false;
        };
    }

    private static Expr asVector(Expr expr) {
        return expr.type() == ExprType.SCALAR ? new Expr.Call("vector", List.of(expr)) : expr;
    }

    /** Increases of both become rates of both, which leaves their ratio as it is. */
    private static List<Expr> perSecond(Field field, List<Expr> exprs) {
        boolean increases = exprs.stream().anyMatch(expr -> counts(expr, "increase"));
        if (increases && exprs.stream().anyMatch(expr -> counts(expr, "rate"))) {
            field.note("mixes rate and increase, which differ by the length of the window: all became rate");
        }
        return exprs.stream().map(EventQueries::inRates).toList();
    }

    private static Expr inRates(Expr expr) {
        Expr changed = ExprRewrite.mapChildren(expr, EventQueries::inRates);
        return changed instanceof Expr.Call call
                        && isOverWindow(call)
                        && call.function().equals("increase")
                ? new Expr.Call("rate", call.args())
                : changed;
    }

    private static boolean counts(Expr expr, String function) {
        return ExprAnalysis.nodes(expr)
                .anyMatch(node ->
                        node instanceof Expr.Call call && call.function().equals(function) && isOverWindow(call));
    }

    private static boolean isOverWindow(Expr.Call call) {
        return call.args().stream()
                .anyMatch(arg -> Ranges.of(arg).filter(Query.WINDOW::equals).isPresent());
    }

    /** Whether both sides count events, so that they may be kept apart; averages of anything else may not. */
    private static boolean isQuotientOfEvents(Expr.Binary binary) {
        boolean oneToOne = binary.matching().filter(m -> !m.include().isEmpty()).isEmpty();
        return binary.op() == BinaryOp.DIVIDE && oneToOne && countsEvents(binary.lhs()) && countsEvents(binary.rhs());
    }

    private static boolean countsEvents(Expr expr) {
        return switch (expr) {
            case Expr.Aggregation sum when sum.op() == AggregateOp.SUM -> countsEvents(sum.expr());
            case Expr.Call call ->
                (call.function().equals("rate") || call.function().equals("increase")) && isOverWindow(call);
            case Expr.Binary binary ->
                switch (binary.op()) {
                    case ADD, SUBTRACT -> countsEvents(binary.lhs()) && countsEvents(binary.rhs());
                    case OR ->
                        countsEvents(binary.lhs()) && (Zeros.stripped(binary) != binary || countsEvents(binary.rhs()));
                    default -> false;
                };
            default -> false;
        };
    }

    private static Expr binary(Expr lhs, BinaryOp op, Expr rhs) {
        return new Expr.Binary(op, lhs, rhs, false, Optional.empty());
    }

    private static String print(EventRate events) {
        return PromqlPrinter.print(events.selector());
    }
}
