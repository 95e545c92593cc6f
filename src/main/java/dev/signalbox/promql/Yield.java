package dev.signalbox.promql;

import dev.signalbox.promql.Expr.VectorSelector;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether an expression can ever give something, by which of its selectors have data. */
public final class Yield {
    private static final Set<String> GIVE_ON_ABSENCE = Set.of("absent", "absent_over_time");

    private final Predicate<VectorSelector> hasData;

    private Yield(Predicate<VectorSelector> hasData) {
        this.hasData = hasData;
    }

    /** @param hasData of a selector without its offset */
    public static boolean isPossible(Expr expr, Predicate<VectorSelector> hasData) {
        return missing(expr, hasData).isEmpty();
    }

    /**
     * The selectors for want of which it gives nothing, without their offsets; none: it may give something.
     *
     * @param hasData of a selector without its offset
     */
    public static List<VectorSelector> missing(Expr expr, Predicate<VectorSelector> hasData) {
        return new Yield(hasData).wanted(expr).distinct().toList();
    }

    private Stream<VectorSelector> wanted(Expr expr) {
        return switch (expr) {
            case VectorSelector selector ->
                Stream.of(selector.with(Modifiers.NONE)).filter(hasData.negate());
            case Expr.Call call
            when GIVE_ON_ABSENCE.contains(call.function()) || call.type() == ExprType.SCALAR -> Stream.empty();
            case Expr.Binary binary when binary.op() == BinaryOp.OR -> either(binary);
            case Expr.Binary binary when binary.op() == BinaryOp.UNLESS -> wanted(binary.lhs());
            case Expr.Call _,
                    Expr.Binary _,
                    Expr.MatrixSelector _,
                    Expr.Subquery _,
                    Expr.Aggregation _,
                    Expr.Unary _,
                    Expr.Paren _,
                    Expr.NumberLiteral _,
                    Expr.StringLiteral _ -> expr.children().stream().flatMap(this::wanted);
        };
    }

    private Stream<VectorSelector> either(Expr.Binary or) {
        List<VectorSelector> left = wanted(or.lhs()).toList();
        List<VectorSelector> right =
                left.isEmpty() ? List.of() : wanted(or.rhs()).toList();
        return right.isEmpty() ? Stream.empty() : Stream.concat(left.stream(), right.stream());
    }
}
