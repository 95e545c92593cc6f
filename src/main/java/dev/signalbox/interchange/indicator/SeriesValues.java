package dev.signalbox.interchange.indicator;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.ExprRewrite;
import java.util.List;

/** Queries that name series without a range, where the format says elsewhere what kind of series they are. */
public final class SeriesValues {
    private static final List<String> COUNTER_ENDINGS = List.of("_total", "_count", "_bucket", "_sum");

    private SeriesValues() {}

    /** Whether a query looks at series over a time, as others do who let the window be filled in. */
    public static boolean hasRange(Query query) {
        return ExprAnalysis.nodes(query.tree()).anyMatch(node -> Ranges.of(node).isPresent());
    }

    /** Whether every metric of a query is named as a counter is. */
    public static boolean areNamedAsCounters(Query query) {
        ExprAnalysis.MetricNames metrics = ExprAnalysis.metricNames(query.tree());
        return !metrics.open()
                && metrics.names().stream()
                        .allMatch(name -> COUNTER_ENDINGS.stream().anyMatch(name::endsWith));
    }

    /** Counters, of which the rate counts. A query without an aggregation is summed. */
    public static Query rates(Query query) {
        return overWindow(query, "rate");
    }

    /** Numbers that go up and down, of which the average counts. */
    public static Query averages(Field field, Query query) {
        field.note("are no counters: their average over $window stands for events per second");
        return overWindow(query, "avg_over_time");
    }

    private static Query overWindow(Query query, String function) {
        Expr tree = overWindow(query.tree(), function);
        return new Query(query.tree() instanceof Expr.VectorSelector ? EventRate.summed(tree, List.of()) : tree);
    }

    private static Expr overWindow(Expr tree, String function) {
        return tree instanceof Expr.VectorSelector selector
                ? new Expr.Call(function, List.of(new Expr.MatrixSelector(selector, Query.WINDOW)))
                : ExprRewrite.mapChildren(tree, child -> overWindow(child, function));
    }
}
