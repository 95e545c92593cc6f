package dev.signalbox.interchange.indicator;

import dev.signalbox.promql.Expr;
import dev.signalbox.promql.ExprType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Which labels the result of an expression has, where its text tells. */
final class KeptLabels {
    private KeptLabels() {}

    /** The labels in the order written; nothing where they depend on the series. */
    static Optional<List<String>> of(Expr expr) {
        return switch (expr) {
            case Expr.Aggregation aggregation -> of(aggregation);
            case Expr.Binary binary -> of(binary);
            case Expr.Call call -> of(call);
            case Expr.Subquery subquery -> of(subquery.expr());
            case Expr.Unary unary -> of(unary.expr());
            case Expr.Paren paren -> of(paren.expr());
            case Expr.NumberLiteral number -> Optional.of(List.of());
            case Expr.StringLiteral string -> Optional.empty();
            case Expr.VectorSelector selector -> Optional.empty();
            case Expr.MatrixSelector matrix -> Optional.empty();
        };
    }

    private static Optional<List<String>> of(Expr.Aggregation aggregation) {
        boolean keepsSeries =
                switch (aggregation.op()) {
                    case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO, COUNT_VALUES -> true;
                    case AVG, COUNT, GROUP, MAX, MIN, QUANTILE, STDDEV, STDVAR, SUM -> false;
                };
        return keepsSeries || aggregation.grouping().isWithout()
                ? Optional.empty()
                : Optional.of(aggregation.grouping().labels());
    }

    private static Optional<List<String>> of(Expr.Binary binary) {
        Optional<List<String>> left = of(binary.lhs());
        Optional<List<String>> right = of(binary.rhs());
        if (binary.lhs().type() == ExprType.SCALAR) {
            return right;
        }
        if (binary.rhs().type() == ExprType.SCALAR || !Zeros.stripped(binary).equals(binary)) {
            return left;
        }
        boolean same =
                left.isPresent() && right.isPresent() && new HashSet<>(left.get()).equals(new HashSet<>(right.get()));
        return same && (binary.matching().isEmpty() || left.get().isEmpty()) ? left : Optional.empty();
    }

    private static Optional<List<String>> of(Expr.Call call) {
        return switch (call.function()) {
            case "vector", "scalar", "time", "pi" -> Optional.of(List.of());
            case "absent", "absent_over_time", "label_replace", "label_join", "histogram_quantiles", "info" ->
                Optional.empty();
            case "histogram_quantile", "histogram_fraction" ->
                ofSeries(call).map(labels -> labels.stream()
                        .filter(label -> !label.equals("le"))
                        .toList());
            default -> ofSeries(call);
        };
    }

    private static Optional<List<String>> ofSeries(Expr.Call call) {
        return call.args().stream()
                .filter(arg -> arg.type() == ExprType.VECTOR || arg.type() == ExprType.MATRIX)
                .findFirst()
                .flatMap(KeptLabels::of);
    }
}
