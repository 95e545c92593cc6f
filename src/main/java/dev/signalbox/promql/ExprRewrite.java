package dev.signalbox.promql;

import dev.signalbox.promql.Expr.Aggregation;
import dev.signalbox.promql.Expr.Binary;
import dev.signalbox.promql.Expr.Call;
import dev.signalbox.promql.Expr.MatrixSelector;
import dev.signalbox.promql.Expr.NumberLiteral;
import dev.signalbox.promql.Expr.Paren;
import dev.signalbox.promql.Expr.StringLiteral;
import dev.signalbox.promql.Expr.Subquery;
import dev.signalbox.promql.Expr.Unary;
import dev.signalbox.promql.Expr.VectorSelector;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Makes new trees from old ones. */
public final class ExprRewrite {
    private ExprRewrite() {}

    /**
     * Every selector with these matchers in addition: in ranges, subqueries, arguments and both operands. A matcher that
     * is there stays, also on the same label. The second argument of {@code info} is not only what it says: refuse that
     * function where this is meant to confine.
     */
    public static Expr addMatchers(Expr expr, List<LabelMatcher> matchers) {
        return mapSelectors(expr, selector -> selector.with(matchers));
    }

    /** Every selector replaced by what the function makes of it. */
    public static Expr mapSelectors(Expr expr, UnaryOperator<VectorSelector> change) {
        UnaryOperator<Expr> below = child -> mapSelectors(child, change);
        return switch (expr) {
            case VectorSelector selector -> change.apply(selector);
            case MatrixSelector matrix -> new MatrixSelector(change.apply(matrix.selector()), matrix.range());
            default -> mapChildren(expr, below);
        };
    }

    /** Every range of samples replaced by what the function makes of it, a range too. */
    public static Expr mapRanges(Expr expr, Function<MatrixSelector, Expr> change) {
        return expr instanceof MatrixSelector matrix
                ? change.apply(matrix)
                : mapChildren(expr, child -> mapRanges(child, change));
    }

    /** The same as it was a while ago; a selector whose time is fixed by {@code @} stays. */
    public static Expr shifted(Expr expr, Duration ago) {
        return mapSelectors(
                expr,
                selector -> selector.modifiers().at().isPresent()
                        ? selector
                        : selector.with(selector.modifiers()
                                .withOffset(selector.modifiers().offset().plus(ago))));
    }

    /** The same without the parentheses that only repeat what the tree says: two trees then compare by meaning. */
    public static Expr withoutParens(Expr expr) {
        return expr instanceof Paren(Expr inner) ? withoutParens(inner) : mapChildren(expr, ExprRewrite::withoutParens);
    }

    /** The same node over changed children; a range keeps its selector. */
    public static Expr mapChildren(Expr expr, UnaryOperator<Expr> change) {
        return switch (expr) {
            case Subquery s -> new Subquery(change.apply(s.expr()), s.range(), s.step(), s.modifiers());
            case Call call ->
                new Call(call.function(), call.args().stream().map(change).toList());
            case Aggregation a ->
                new Aggregation(a.op(), change.apply(a.expr()), a.param().map(change), a.grouping());
            case Binary b ->
                new Binary(b.op(), change.apply(b.lhs()), change.apply(b.rhs()), b.returnBool(), b.matching());
            case Unary unary -> new Unary(unary.negative(), change.apply(unary.expr()));
            case Paren paren -> new Paren(change.apply(paren.expr()));
            case VectorSelector selector -> selector;
            case MatrixSelector matrix -> matrix;
            case NumberLiteral number -> number;
            case StringLiteral string -> string;
        };
    }
}
