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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which labels the series of a result have, as far as the expression alone tells. */
public final class ResultLabels {
    private static final Set<AggregateOp> KEEPING =
            Set.of(AggregateOp.TOPK, AggregateOp.BOTTOMK, AggregateOp.LIMITK, AggregateOp.LIMIT_RATIO);

    /** Functions that give labels which their argument doesn't tell. */
    private static final Set<String> UNTOLD = Set.of("absent", "absent_over_time", "info", "histogram_quantiles");

    private ResultLabels() {}

    /**
     * The labels that the series of the result have at most, sorted; nothing when that depends on the series that are
     * read. {@code sum by (a) (x)} has {@code a}, {@code rate(x[5m])} whatever {@code x} has.
     */
    public static Optional<SortedSet<String>> of(Expr expr) {
        return switch (expr) {
            case Paren(Expr inner) -> of(inner);
            case Unary(boolean _, Expr inner) -> of(inner);
            case Subquery subquery -> of(subquery.expr());
            case Aggregation aggregation -> of(aggregation);
            case Binary binary -> of(binary);
            case Call call -> of(call);
            case VectorSelector _, MatrixSelector _ -> Optional.empty();
            case NumberLiteral _, StringLiteral _ -> Optional.of(new TreeSet<>());
        };
    }

    private static Optional<SortedSet<String>> of(Aggregation aggregation) {
        Grouping grouping = aggregation.grouping();
        if (KEEPING.contains(aggregation.op())) {
            return of(aggregation.expr());
        }
        Optional<SortedSet<String>> labels = grouping.isWithout()
                ? of(aggregation.expr()).map(inner -> less(inner, grouping.labels()))
                : Optional.of(new TreeSet<>(grouping.labels()));
        return labels.map(kept -> more(kept, ExprAnalysis.labelsWrittenBy(aggregation)));
    }

    private static Optional<SortedSet<String>> of(Call call) {
        if (UNTOLD.contains(call.function())) {
            return Optional.empty();
        }
        Optional<Expr> series = call.args().stream()
                .filter(arg -> arg.type() == ExprType.VECTOR || arg.type() == ExprType.MATRIX)
                .findFirst();
        Collection<String> consumed =
                call.function().equals("histogram_quantile") || call.function().equals("histogram_fraction")
                        ? List.of("le")
                        : List.of();
        return series.isEmpty() || call.type() == ExprType.SCALAR
                ? Optional.of(new TreeSet<>())
                : of(series.get()).map(labels -> more(less(labels, consumed), ExprAnalysis.labelsWrittenBy(call)));
    }

    private static Optional<SortedSet<String>> of(Binary binary) {
        if (binary.lhs().type() != ExprType.VECTOR) {
            return of(binary.rhs());
        }
        if (binary.rhs().type() != ExprType.VECTOR) {
            return of(binary.lhs());
        }
        Optional<SortedSet<String>> left = of(binary.lhs());
        Optional<SortedSet<String>> right = of(binary.rhs());
        return switch (binary.op()) {
            case AND, UNLESS -> left;
            case OR -> left.flatMap(labels -> right.map(others -> more(labels, others.stream())));
            default ->
                binary.matching()
                        .map(matching -> matched(left, right, matching))
                        .orElse(left.or(() -> right));
        };
    }

    private static Optional<SortedSet<String>> matched(
            Optional<SortedSet<String>> left, Optional<SortedSet<String>> right, VectorMatching matching) {
        return switch (matching.group()) {
            case LEFT -> left.map(labels -> more(labels, matching.include().stream()));
            case RIGHT -> right.map(labels -> more(labels, matching.include().stream()));
            case NONE ->
                matching.isOn()
                        ? Optional.of(new TreeSet<>(matching.labels()))
                        : left.or(() -> right).map(labels -> less(labels, matching.labels()));
        };
    }

    private static SortedSet<String> less(SortedSet<String> labels, Collection<String> gone) {
        SortedSet<String> rest = new TreeSet<>(labels);
        rest.removeAll(gone);
        return rest;
    }

    private static SortedSet<String> more(SortedSet<String> labels, Stream<String> added) {
        SortedSet<String> all = new TreeSet<>(labels);
        added.forEach(all::add);
        return all;
    }
}
