package dev.signalbox.report.history;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.RangeServer;
import dev.signalbox.backend.Series;
import dev.signalbox.compile.slo.SloSeries;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ResourceName;
import dev.signalbox.report.BudgetHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Budgets of all SLOs over their windows, by one query for each length of a window: few lengths are in use, and each gives
 * at most {@value #STEPS} points of an SLO, over series that are recorded each minute.
 *
 * @param bySlo those of which something is known
 * @param unavailable why some are not, for people
 */
public record BudgetHistories(Map<ResourceName, BudgetHistory> bySlo, Optional<String> unavailable) {
    /** Points of a window: a sparkline has no room for more. */
    static final int STEPS = 60;

    /** Of all the lengths that a cluster may have, the usual ones are four. */
    static final int MOST_WINDOWS = 6;

    /** Nobody was asked. */
    public static final BudgetHistories NONE = new BudgetHistories(Map.of(), Optional.empty());

    public BudgetHistories {
        bySlo = Map.copyOf(bySlo);
    }

    /** Asks. */
    public static BudgetHistories of(RangeServer server, Collection<SLO> slos, Instant now) {
        Map<ResourceName, BudgetHistory> histories = new HashMap<>();
        for (Duration window : windows(slos)) {
            Duration step = window.dividedBy(STEPS);
            Instant end = Instant.ofEpochSecond(
                    now.getEpochSecond() / step.toSeconds() * step.toSeconds()); // the same points until the next step
            switch (server.range(query(window), end.minus(window), end, step)) {
                case Answer.Given<List<Series>>(List<Series> series) ->
                    series.forEach(one -> name(one).ifPresent(slo -> histories.put(slo, history(one))));
                case Answer.Unavailable<List<Series>>(String why) -> {
                    return new BudgetHistories(histories, Optional.of(why));
                }
            }
        }
        return new BudgetHistories(histories, Optional.empty());
    }

    private static List<Duration> windows(Collection<SLO> slos) {
        Map<Duration, Long> uses = slos.stream()
                .map(SLO::getSpec)
                .flatMap(spec -> Optional.ofNullable(spec).map(SloSpec::window).stream())
                .flatMap(window -> PrometheusDuration.parse(window).stream())
                .filter(window -> window.toDays() > 0)
                .collect(Collectors.groupingBy(window -> window, Collectors.counting()));
        SortedSet<Duration> mostUsed = new TreeSet<>(
                Comparator.comparing((Duration window) -> -uses.get(window)).thenComparing(window -> window));
        mostUsed.addAll(uses.keySet());
        return mostUsed.stream().limit(MOST_WINDOWS).toList();
    }

    /** The worst group of each SLO of that window. */
    private static String query(Duration window) {
        return "min by (namespace, slo) (" + SloSeries.BUDGET_REMAINING + ") and on (namespace, slo) ("
                + SloSeries.PERIOD_DAYS + " == " + window.toDays() + ")";
    }

    private static Optional<ResourceName> name(Series series) {
        return Optional.ofNullable(series.labels().get("namespace"))
                .flatMap(namespace ->
                        Optional.ofNullable(series.labels().get("slo")).map(slo -> new ResourceName(namespace, slo)));
    }

    private static BudgetHistory history(Series series) {
        return new BudgetHistory(series.points().stream()
                .filter(point -> Double.isFinite(point.value()))
                .map(point -> new BudgetHistory.Point(point.time(), Math.round(point.value() * 10_000) / 100.0))
                .toList());
    }
}
