package dev.signalbox.report;

import java.time.Instant;
import java.util.List;

/**
 * The error budget of an SLO over its window.
 *
 * @param points in order of time; empty where nobody was asked, or nothing was recorded
 */
public record BudgetHistory(List<Point> points) {
    /** Nothing is known. */
    public static final BudgetHistory UNKNOWN = new BudgetHistory(List.of());

    public BudgetHistory {
        points = List.copyOf(points);
    }

    /** @param remaining percent of the budget; below 0 when overspent */
    public record Point(Instant time, double remaining) {}
}
