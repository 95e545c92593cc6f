package dev.signalbox.cardinality.usage;

import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
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
import dev.signalbox.promql.ExprType;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.LabelMatcher.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an expression reads. A label that is dropped has its series added up, so an expression does without it only where it
 * adds them up itself: under {@code sum by (…)}, with nothing in between that is other for a sum than the sum of it for
 * each. An average, a count, a maximum or a comparison changes when series are merged, and so needs all labels, as does
 * {@code without} and a selector of which nothing is added up.
 */
final class ExprReads {
    private static final Set<String> ADDITIVE =
            Set.of("rate", "increase", "irate", "idelta", "delta", "sum_over_time", "last_over_time", "avg_over_time");
    private static final Set<String> RELABELLING = Set.of("label_replace", "label_join");

    /** Both have a service's key where a series is its. */
    private static final Set<String> WHOSE = Set.of("job", SeriesRules.SERVICE);

    private final List<Read> reads = new ArrayList<>();

    private ExprReads() {}

    /** @param needed labels of the result that matter; nothing: all */
    static List<Read> of(Expr expr, Optional<Set<String>> needed) {
        ExprReads all = new ExprReads();
        all.read(expr, needed);
        return all.reads;
    }

    /** @param needed labels that reach what is above; nothing: all */
    private void read(Expr expr, Optional<Set<String>> needed) {
        switch (expr) {
            case VectorSelector selector -> reads.add(selected(selector, needed));
            case MatrixSelector matrix -> read(matrix.selector(), needed);
            case Aggregation aggregation -> aggregated(aggregation);
            case Call call -> called(call, needed);
            case Binary binary -> computed(binary, needed);
            case Subquery subquery -> read(subquery.expr(), needed);
            case Unary unary -> read(unary.expr(), needed);
            case Paren paren -> read(paren.expr(), needed);
            case NumberLiteral _, StringLiteral _ -> {}
        }
    }

    private void aggregated(Aggregation aggregation) {
        boolean adds =
                aggregation.op() == AggregateOp.SUM && !aggregation.grouping().isWithout();
        read(
                aggregation.expr(),
                adds ? Optional.of(new TreeSet<>(aggregation.grouping().labels())) : Optional.empty());
        aggregation.param().ifPresent(param -> read(param, Optional.empty()));
    }

    private void called(Call call, Optional<Set<String>> needed) {
        if (RELABELLING.contains(call.function())) {
            Optional<Set<String>> more = needed.map(labels -> {
                Set<String> all = new TreeSet<>(labels);
                call.args().forEach(arg -> {
                    if (arg instanceof StringLiteral(String text)) {
                        all.add(text);
                    }
                });
                return all;
            });
            read(call.args().getFirst(), more);
        } else {
            Optional<Set<String>> below = ADDITIVE.contains(call.function()) ? needed : Optional.empty();
            call.args().forEach(arg -> read(arg, below));
        }
    }

    /** A multiple of a sum is the sum of the multiples. */
    private void computed(Binary binary, Optional<Set<String>> needed) {
        boolean multiple = (binary.op() == BinaryOp.MULTIPLY
                        && (binary.lhs().type() == ExprType.SCALAR
                                || binary.rhs().type() == ExprType.SCALAR))
                || (binary.op() == BinaryOp.DIVIDE && binary.rhs().type() == ExprType.SCALAR);
        Optional<Set<String>> below = multiple ? needed : Optional.empty();
        read(binary.lhs(), below);
        read(binary.rhs(), below);
    }

    private static Read selected(VectorSelector selector, Optional<Set<String>> needed) {
        List<LabelMatcher> names = Stream.concat(
                        selector.name().stream().map(name -> LabelMatcher.equal(LabelMatcher.METRIC_NAME, name)),
                        selector.matchers().stream().filter(LabelMatcher::isOnMetricName))
                .map(ExprReads::known)
                .toList();
        List<LabelMatcher> jobs = selector.matchers().stream()
                .filter(matcher -> WHOSE.contains(matcher.name()))
                .map(ExprReads::known)
                .toList();
        boolean anyLabel = selector.matchers().stream().anyMatch(matcher -> Variables.standsIn(matcher.name()))
                || needed.filter(labels -> labels.stream().anyMatch(Variables::standsIn))
                        .isPresent();
        return new Read(
                names,
                jobs,
                anyLabel
                        ? Optional.empty()
                        : needed.map(labels -> {
                            Set<String> all = new TreeSet<>(labels);
                            selector.matchers().forEach(matcher -> all.add(matcher.name()));
                            return all;
                        }));
    }

    /** What a variable is part of may be any value. */
    private static LabelMatcher known(LabelMatcher matcher) {
        return Variables.standsIn(matcher.value()) ? new LabelMatcher(matcher.name(), Op.MATCHES, ".*") : matcher;
    }
}
