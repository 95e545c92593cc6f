package dev.signalbox.operator.observe;

import static dev.signalbox.promql.Promql.and;
import static dev.signalbox.promql.Promql.binary;
import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.call;
import static dev.signalbox.promql.Promql.countOver;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.maxBy;
import static dev.signalbox.promql.Promql.metric;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.now;
import static dev.signalbox.promql.Promql.number;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.Sample;
import dev.signalbox.compile.slo.SloSeries;
import dev.signalbox.model.ResourceName;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.BinaryOp;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.PromqlPrinter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * How much of each window nothing is known of. Counting the cells of a window reads them all, so it is done once an hour, by
 * one query for each length of window that there is.
 */
final class MissingCells {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final long CELL_SECONDS = 300;
    private static final List<String> SLO = List.of("namespace", "slo");

    /** In the first hour one cell more or less would be many percent. */
    private static final long FEWEST_CELLS = 12;

    private final Map<ResourceName, BigDecimal> percent = new HashMap<>();
    private final Map<Integer, Instant> asked = new HashMap<>();

    /** Nothing that was heard counts any more. */
    void startOver() {
        percent.clear();
        asked.clear();
    }

    /**
     * Percent of the cells that could be there since the first event, as far as it is known.
     *
     * @param windowDays lengths of the windows of all SLOs
     */
    Map<ResourceName, BigDecimal> ask(SortedSet<Integer> windowDays, QueryServer server, Instant now) {
        for (int days : windowDays) {
            Instant last = asked.getOrDefault(days, Instant.EPOCH);
            if (!now.isBefore(last.plus(EVERY))
                    && server.query(query(days)) instanceof Answer.Given<List<Sample>>(List<Sample> samples)) {
                asked.put(days, now);
                samples.forEach(this::take);
            }
        }
        return Map.copyOf(percent);
    }

    private void take(Sample sample) {
        if (Double.isFinite(sample.value())) {
            LoadedRules.slo(sample.labels()).ifPresent(slo -> percent.put(slo, percent(sample.value())));
        }
    }

    private static BigDecimal percent(double there) {
        return BigDecimal.valueOf(100 * Math.max(0, 1 - there)).setScale(2, RoundingMode.HALF_UP);
    }

    /** The share of cells that is there, of SLOs of one length of window. Of groups the fullest: it was there all the time. */
    static String query(int days) {
        Expr cells = maxBy(SLO, countOver(metric(SloSeries.LEDGER_EVENTS), Duration.ofDays(days)));
        Expr age = by(SLO, AggregateOp.MAX, minus(now(), metric(SloSeries.FIRST_EVENT)));
        Expr possible = call(
                "clamp_max",
                call("floor", divided(age, number(CELL_SECONDS))),
                number(Duration.ofDays(days).toSeconds() / CELL_SECONDS));
        Expr isOfThatLength = binary(maxBy(SLO, metric(SloSeries.PERIOD_DAYS)), BinaryOp.EQUAL, number(days));
        return PromqlPrinter.print(
                and(divided(cells, binary(possible, BinaryOp.GREATER_OR_EQUAL, number(FEWEST_CELLS))), isOfThatLength));
    }
}
