package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.atLeast;
import static dev.signalbox.promql.Promql.binary;
import static dev.signalbox.promql.Promql.by;

import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.NumberLiteral;
import dev.signalbox.promql.ExprRewrite;
import dev.signalbox.promql.ResultLabels;
import dev.signalbox.promql.WindowedQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * PromQL of the user's own over a window, with exactly the labels of {@code groupBy}.
 *
 * @param query as it was typed
 * @param merge how series are merged that it doesn't aggregate itself
 * @param groupBy the labels
 */
record UserQuery(WindowedQuery query, AggregateOp merge, List<String> groupBy) {
    private static final NumberLiteral INFINITE = new NumberLiteral(Double.POSITIVE_INFINITY, false);

    static UserQuery of(String text, AggregateOp merge, List<String> groupBy) {
        return new UserQuery(WindowedQuery.of(text), merge, groupBy);
    }

    /** Over a window up to now. */
    Expr over(Duration window) {
        return merged(query.over(window), merge, groupBy);
    }

    /** Over the range of a ledger cell. */
    Expr in(LedgerCell cell) {
        return over(cell.range(), cell.delay());
    }

    /** Over a range that ended a while ago. */
    Expr over(Duration range, Duration ago) {
        return ExprRewrite.shifted(over(range), ago);
    }

    /** One series for each group; the expression itself where it says so already. */
    static Expr merged(Expr expr, AggregateOp merge, List<String> groupBy) {
        boolean grouped = ResultLabels.of(expr)
                .filter(labels -> labels.equals(new HashSet<>(groupBy)))
                .isPresent();
        return grouped ? expr : by(groupBy, merge, expr);
    }

    /** Neither NaN nor infinite nor negative. */
    static Expr numbers(Expr expr) {
        return binary(atLeast(expr, BigDecimal.ZERO), BinaryOp.LESS, INFINITE);
    }
}
