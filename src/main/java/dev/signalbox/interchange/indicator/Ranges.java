package dev.signalbox.interchange.indicator;

import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.ExprRewrite;
import dev.signalbox.promql.Modifiers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The durations of a query that say over how much time it looks. */
final class Ranges {
    private Ranges() {}

    /** The range of a node itself. */
    static Optional<Duration> of(Expr node) {
        return switch (node) {
            case Expr.MatrixSelector matrix -> Optional.of(matrix.range());
            case Expr.Subquery subquery -> Optional.of(subquery.range());
            default -> Optional.empty();
        };
    }

    /** How often a duration stands as a range. */
    static long count(Expr tree, Duration duration) {
        return ExprAnalysis.nodes(tree)
                .filter(node -> of(node).filter(duration::equals).isPresent())
                .count();
    }

    /** The same tree with other ranges. */
    static Expr map(Expr tree, UnaryOperator<Duration> change) {
        return switch (tree) {
            case Expr.MatrixSelector matrix -> new Expr.MatrixSelector(matrix.selector(), change.apply(matrix.range()));
            case Expr.Subquery subquery ->
                new Expr.Subquery(
                        map(subquery.expr(), change),
                        change.apply(subquery.range()),
                        subquery.step(),
                        subquery.modifiers());
            default -> ExprRewrite.mapChildren(tree, child -> map(child, change));
        };
    }

    /** {@code avg_over_time(tree[range:])}. */
    static Expr averaged(Expr tree, Duration range) {
        Expr values = new Expr.Subquery(tree, range, Optional.empty(), Modifiers.NONE);
        return new Expr.Call("avg_over_time", List.of(values));
    }

    static String print(Duration duration) {
        return PrometheusDuration.print(duration);
    }
}
