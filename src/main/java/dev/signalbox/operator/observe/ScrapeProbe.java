package dev.signalbox.operator.observe;

import static dev.signalbox.promql.Promql.and;
import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.countOver;

import dev.signalbox.compile.slo.SloSeries;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr.MatrixSelector;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.Promql;
import dev.signalbox.promql.PromqlPrinter;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to find out how often an SLO's raw series are scraped: the most samples that one of them had in ten minutes. Only
 * those count that were there before and still are; a new one has fewer for that reason alone.
 *
 * @param query gives that number, or nothing
 * @param assumed the scrape interval with which the ledger counts
 */
record ScrapeProbe(String query, Duration assumed) {
    private static final Duration CELL = Duration.ofMinutes(5);
    private static final Duration SPAN = Duration.ofMinutes(10);

    /** Of what is expected: failed scrapes are no other interval. */
    private static final double TOLERANCE = 0.2;

    /** From the rules themselves; nothing for an indicator whose ledger does not depend on it. */
    static Optional<ScrapeProbe> of(Stream<Rule> rules) {
        return rules.filter(rule -> SloSeries.LEDGER_EVENTS.equals(rule.getRecord()))
                .flatMap(rule ->
                        ExprAnalysis.nodes(Promql.expression(rule.getExpr().getStrVal())))
                .filter(MatrixSelector.class::isInstance)
                .map(MatrixSelector.class::cast)
                .filter(read -> read.range().compareTo(CELL) > 0)
                .findFirst()
                .map(read -> new ScrapeProbe(
                        query(read.selector().with(Modifiers.NONE)),
                        read.range().minus(CELL).plusMillis(1)));
    }

    private static String query(VectorSelector series) {
        return PromqlPrinter.print(by(
                List.of(),
                AggregateOp.MAX,
                and(and(countOver(series, SPAN.minusMillis(1)), series), series.with(Modifiers.offset(SPAN)))));
    }

    /** The interval that was found out, in whole seconds; nothing where it is the assumed one. */
    Optional<Duration> otherThanAssumed(double samples) {
        double expected = (double) SPAN.toMillis() / assumed.toMillis();
        return samples < 1 || Math.abs(samples - expected) <= Math.max(2, TOLERANCE * expected)
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.max(1, Math.round(SPAN.toSeconds() / samples))));
    }
}
