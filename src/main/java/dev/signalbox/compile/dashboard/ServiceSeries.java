package dev.signalbox.compile.dashboard;

import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.PromqlPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text of queries for the series of one service: those that agents and generated monitors gave its key, as they are counted
 * for its limits.
 *
 * @param matchers by which they are known
 */
record ServiceSeries(List<LabelMatcher> matchers) {
    /** As short as scrapes allow, as long as the graph's points are apart. */
    private static final String RANGE = "[$__rate_interval]";

    static ServiceSeries of(ServiceKey service) {
        return new ServiceSeries(List.of(
                LabelMatcher.equal("job", service.toString()),
                LabelMatcher.equal("signalbox_service", service.toString())));
    }

    /** Of one of several: a dependency, a probe. */
    ServiceSeries with(LabelMatcher more) {
        List<LabelMatcher> all = new ArrayList<>(matchers);
        all.add(more);
        return new ServiceSeries(all);
    }

    /** {@code metric{…}}. */
    String of(String metric, LabelMatcher... more) {
        return of(metric, List.of(more));
    }

    String of(String metric, List<LabelMatcher> more) {
        List<LabelMatcher> all = new ArrayList<>(matchers);
        all.addAll(more);
        return selector(metric, all);
    }

    /** {@code rate(metric{…}[…])}. */
    String rate(String counter, LabelMatcher... more) {
        return rate(counter, List.of(more));
    }

    String rate(String counter, List<LabelMatcher> more) {
        return rateOf(of(counter, more));
    }

    /** Of a counter that is no counter to Prometheus' naming, or of anybody's series. */
    static String rateOf(String selector) {
        return "rate(" + selector + RANGE + ")";
    }

    static String selector(String metric, List<LabelMatcher> matchers) {
        return PromqlPrinter.print(new VectorSelector(Optional.of(metric), matchers, Modifiers.NONE));
    }

    static String sum(String expr, String... by) {
        return aggregated("sum", expr, by);
    }

    static String max(String expr, String... by) {
        return aggregated("max", expr, by);
    }

    private static String aggregated(String op, String expr, String... by) {
        return op + (by.length == 0 ? "" : " by (" + String.join(", ", by) + ") ") + "(" + expr + ")";
    }

    static String top(int most, String expr) {
        return "topk(" + most + ", " + expr + ")";
    }
}
