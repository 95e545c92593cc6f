package dev.signalbox.interchange.indicator;

import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import java.util.List;

/** What people append so that a query is never empty: {@code or vector(0)}, {@code or on () vector(0)}, {@code or 0 * x}. */
final class Zeros {
    private Zeros() {}

    /** The expression without what only fills it up with zeros. */
    static Expr stripped(Expr expr) {
        return expr instanceof Expr.Binary binary && binary.op() == BinaryOp.OR && isZero(binary.rhs())
                ? stripped(binary.lhs())
                : expr;
    }

    private static boolean isZero(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> number.value() == 0;
            case Expr.Call(String function, List<Expr> args) when function.equals("vector") -> isZero(args.getFirst());
            case Expr.Binary binary
            when binary.op() == BinaryOp.MULTIPLY -> isZero(binary.lhs()) || isZero(binary.rhs());
            default -> false;
        };
    }
}
