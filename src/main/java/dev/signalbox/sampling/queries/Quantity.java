package dev.signalbox.sampling.queries;

import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.call;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.maxBy;
import static dev.signalbox.promql.Promql.metric;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.now;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.rate;
import static dev.signalbox.promql.Promql.sumBy;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.compile.slo.SloSeries;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.PromqlPrinter;
import java.time.Duration;
import java.util.List;

/**
 * What is measured, each by one query that gives it of all services, or of all SLOs, at once.
 *
 * <p>Error rates are over two and five minutes: an incident is to show within two steps of the loop. Burn rates are over
 * five minutes and an hour, the windows of the fastest page, which every SLO records.
 */
public enum Quantity {
    RECEIVED("spans received a second, by service", ofServices(SpanMetrics.RECEIVED)),
    KEPT("spans a second that left the gateways, by service", ofServices(SpanMetrics.KEPT)),
    KEPT_BY_KEEP("the part of it that keep rules decided, by service", ofServices(SpanMetrics.KEPT_BY_KEEP)),
    NEW_TRACES("traces a second, by the service of the root span", ofServices(SpanMetrics.ROOTS)),
    ERRORS_SHORT("percent of spans with errors over 2 minutes, by service", errorPercent(Duration.ofMinutes(2))),
    ERRORS_LONG("percent of spans with errors over 5 minutes, by service", errorPercent(Duration.ofMinutes(5))),
    RECEIVED_AGE(
            "seconds since agents were last seen counting, by service",
            age(List.of(SpanMetrics.SERVICE), SpanMetrics.RECEIVED)),
    KEPT_AGE("seconds since any gateway was last seen counting", age(List.of(), SpanMetrics.KEPT)),
    BURN_RATE_SHORT("burn rate over 5 minutes, by SLO", burnRate(Duration.ofMinutes(5))),
    BURN_RATE_LONG("burn rate over an hour, by SLO", burnRate(Duration.ofHours(1))),
    BURN_RATE_AGE(
            "seconds since error ratios were last recorded, by SLO",
            age(Labels.SLO, SloSeries.errorRatio(Duration.ofMinutes(5)))),
    GATEWAY_NEW_TRACES(
            "traces a second that are new to a gateway, of the busiest replica",
            by(
                    List.of(),
                    AggregateOp.MAX,
                    sumBy(
                            List.of(SpanMetrics.REPLICA),
                            rate(metric(SpanMetrics.GATEWAY_NEW_TRACES), Duration.ofMinutes(5)))));

    private final String measures;
    private final String query;

    Quantity(String measures, Expr expr) {
        this.measures = measures;
        this.query = PromqlPrinter.print(expr);
    }

    /** What the values are and by what they are told apart, for people. */
    public String measures() {
        return measures;
    }

    /** An instant query, as PromQL. */
    public String query() {
        return query;
    }

    private static Expr ofServices(String counter) {
        return perSecond(counter, Duration.ofMinutes(2));
    }

    private static Expr perSecond(String counter, Duration window) {
        return sumBy(List.of(SpanMetrics.SERVICE), rate(metric(counter), window));
    }

    private static Expr errorPercent(Duration window) {
        return times(
                number(100), divided(perSecond(SpanMetrics.ERRORS, window), perSecond(SpanMetrics.RECEIVED, window)));
    }

    private static Expr age(List<String> labels, String series) {
        return minus(now(), maxBy(labels, call("timestamp", metric(series))));
    }

    /** Of an SLO with groups the worst. */
    private static Expr burnRate(Duration window) {
        return divided(
                maxBy(Labels.SLO, metric(SloSeries.errorRatio(window))),
                maxBy(Labels.SLO, metric(SloSeries.ERROR_BUDGET)));
    }

    /** Labels by which answers are told apart. */
    static final class Labels {
        static final String NAMESPACE = "namespace";
        static final String SLO_NAME = "slo";
        static final List<String> SLO = List.of(NAMESPACE, SLO_NAME);

        private Labels() {}
    }
}
