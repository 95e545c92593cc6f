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
    /** Spans a second, by service. */
    RECEIVED(ofServices(SpanMetrics.RECEIVED)),
    /** Spans a second that left the gateways, by service. */
    KEPT(ofServices(SpanMetrics.KEPT)),
    /** The part of it that rules kept, by service. */
    KEPT_BY_KEEP(ofServices(SpanMetrics.KEPT_BY_KEEP)),
    /** Traces a second, by the service of the root span. */
    NEW_TRACES(ofServices(SpanMetrics.ROOTS)),
    /** Percent, over the short window, by service. */
    ERRORS_SHORT(errorPercent(Duration.ofMinutes(2))),
    /** Percent, over the long window, by service. */
    ERRORS_LONG(errorPercent(Duration.ofMinutes(5))),
    /** Seconds since what agents count was last seen, by service. */
    RECEIVED_AGE(age(List.of(SpanMetrics.SERVICE), SpanMetrics.RECEIVED)),
    /** Seconds since what gateways count was last seen, of the newest series. */
    KEPT_AGE(age(List.of(), SpanMetrics.KEPT)),
    /** Burn rate over the short window, by SLO. */
    BURN_RATE_SHORT(burnRate(Duration.ofMinutes(5))),
    /** Burn rate over the long window, by SLO. */
    BURN_RATE_LONG(burnRate(Duration.ofHours(1))),
    /** Seconds since error ratios were last recorded, by SLO. */
    BURN_RATE_AGE(age(Labels.SLO, SloSeries.errorRatio(Duration.ofMinutes(5)))),
    /** Traces a second that are new to a gateway, of the busiest replica. */
    GATEWAY_NEW_TRACES(by(
            List.of(),
            AggregateOp.MAX,
            sumBy(List.of(SpanMetrics.REPLICA), rate(metric(SpanMetrics.GATEWAY_NEW_TRACES), Duration.ofMinutes(5)))));

    private final String query;

    Quantity(Expr expr) {
        this.query = PromqlPrinter.print(expr);
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
