package dev.signalbox.alerts;

import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.ExprType;
import dev.signalbox.promql.Modifiers;
import java.util.Set;
import java.util.function.Predicate;

/** Whether an expression can ever give something, by which of its selectors have data. */
final class Yield {
    private static final Set<String> GIVE_ON_ABSENCE = Set.of("absent", "absent_over_time");

    private final Predicate<VectorSelector> hasData;

    private Yield(Predicate<VectorSelector> hasData) {
        this.hasData = hasData;
    }

    /** @param hasData of a selector without its offset */
    static boolean isPossible(Expr expr, Predicate<VectorSelector> hasData) {
        return new Yield(hasData).gives(expr);
    }

    private boolean gives(Expr expr) {
        return switch (expr) {
            case VectorSelector selector -> hasData.test(selector.with(Modifiers.NONE));
            case Expr.Call call
            when GIVE_ON_ABSENCE.contains(call.function()) || call.type() == ExprType.SCALAR -> true;
            case Expr.Binary binary when binary.op() == BinaryOp.OR -> gives(binary.lhs()) || gives(binary.rhs());
            case Expr.Binary binary when binary.op() == BinaryOp.UNLESS -> gives(binary.lhs());
            case Expr.Call _,
                    Expr.Binary _,
                    Expr.MatrixSelector _,
                    Expr.Subquery _,
                    Expr.Aggregation _,
                    Expr.Unary _,
                    Expr.Paren _,
                    Expr.NumberLiteral _,
                    Expr.StringLiteral _ -> expr.children().stream().allMatch(this::gives);
        };
    }
}
