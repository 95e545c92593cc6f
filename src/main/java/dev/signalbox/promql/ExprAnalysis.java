package dev.signalbox.promql;

import dev.signalbox.promql.Expr.Aggregation;
import dev.signalbox.promql.Expr.Binary;
import dev.signalbox.promql.Expr.Call;
import dev.signalbox.promql.Expr.StringLiteral;
import dev.signalbox.promql.Expr.VectorSelector;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers what an expression reads. */
public final class ExprAnalysis {
    /** Functions whose second argument names a label that they set. */
    private static final Set<String> LABEL_WRITERS = Set.of("label_replace", "label_join", "histogram_quantiles");

    private ExprAnalysis() {}

    /**
     * The metrics that an expression reads.
     *
     * @param names those named exactly, sorted
     * @param open whether some selector has no exact name, and so may read any metric
     */
    public record MetricNames(SortedSet<String> names, boolean open) {}

    /** The metrics read by an expression. */
    public static MetricNames metricNames(Expr expr) {
        List<VectorSelector> selectors = selectors(expr);
        return new MetricNames(
                selectors.stream().flatMap(VectorSelector::exactNames).collect(Collectors.toCollection(TreeSet::new)),
                selectors.stream().anyMatch(s -> s.exactNames().findAny().isEmpty()));
    }

    /** Every selector in the tree, in the order written. */
    public static List<VectorSelector> selectors(Expr expr) {
        return nodes(expr)
                .mapMulti((Expr node, Consumer<VectorSelector> found) -> {
                    if (node instanceof VectorSelector selector) {
                        found.accept(selector);
                    }
                })
                .toList();
    }

    /** The node and all below it, in the order written. */
    public static Stream<Expr> nodes(Expr expr) {
        return Stream.concat(Stream.of(expr), expr.children().stream().flatMap(ExprAnalysis::nodes));
    }

    /**
     * The labels that an expression reads or writes, sorted, without {@code __name__}: those in matchers, groupings,
     * {@code on}, {@code ignoring} and {@code group_left}, in the arguments of functions that take labels,
     * and {@code le} where a function reads the buckets of a classic histogram.
     */
    public static SortedSet<String> labelNames(Expr expr) {
        return nodes(expr)
                .flatMap(ExprAnalysis::labelsOf)
                .filter(label -> !label.equals(LabelMatcher.METRIC_NAME))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The labels that an expression sets to values of its own making, sorted: it can give a series there any identity.
     */
    public static SortedSet<String> writtenLabels(Expr expr) {
        return nodes(expr).flatMap(ExprAnalysis::labelsWrittenBy).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> labelsOf(Expr node) {
        return switch (node) {
            case VectorSelector selector -> selector.matchers().stream().map(LabelMatcher::name);
            case Aggregation aggregation ->
                Stream.concat(aggregation.grouping().labels().stream(), labelsWrittenBy(aggregation));
            case Binary binary ->
                binary.matching().stream().flatMap(m -> Stream.concat(m.labels().stream(), m.include().stream()));
            case Call call -> labelsOf(call);
            default -> Stream.empty();
        };
    }

    private static Stream<String> labelsOf(Call call) {
        Stream<String> read =
                switch (call.function()) {
                    case "label_replace" -> texts(call.args().stream().skip(3).limit(1));
                    case "label_join" -> texts(call.args().stream().skip(3));
                    case "sort_by_label", "sort_by_label_desc" ->
                        texts(call.args().stream().skip(1));
                    case "histogram_quantile", "histogram_quantiles", "histogram_fraction" -> Stream.of("le");
                    default -> Stream.empty();
                };
        return Stream.concat(read, labelsWrittenBy(call));
    }

    /** The labels that this node itself sets, not those below it. */
    static Stream<String> labelsWrittenBy(Expr node) {
        return switch (node) {
            case Call(String function, List<Expr> args)
            when LABEL_WRITERS.contains(function) -> texts(args.stream().skip(1).limit(1));
            case Aggregation a when a.op() == AggregateOp.COUNT_VALUES -> texts(a.param().stream());
            default -> Stream.empty();
        };
    }

    private static Stream<String> texts(Stream<Expr> args) {
        return args.mapMulti((arg, found) -> {
            if (ExprRewrite.withoutParens(arg) instanceof StringLiteral(String value)) {
                found.accept(value);
            }
        });
    }
}
