package dev.signalbox.report.html;

import dev.signalbox.report.BudgetHistory;
import dev.signalbox.report.BudgetHistory.Point;
import dev.signalbox.report.Figure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** The course of an error budget: time from left to right, 100 % at the top, and a line where nothing is left. */
final class Sparkline {
    private static final double FULL = 100;

    private final List<Point> points;
    private final double width;
    private final double height;
    private final double lowest;

    private Sparkline(BudgetHistory history, double width, double height) {
        this.points = history.points();
        this.width = width;
        this.height = height;
        this.lowest = Math.min(0, statistics(points).getMin());
    }

    /** In a row of a table. */
    static Html small(BudgetHistory history) {
        return history.points().size() < 2
                ? Words.quiet(Figure.UNKNOWN)
                : new Sparkline(history, 96, 24).drawing("spark");
    }

    /** On the page of an SLO, with what it shows in words. */
    static Html large(BudgetHistory history) {
        if (history.points().size() < 2) {
            return Tag.of("p", "class", "quiet")
                    .text(
                            "The course of the budget is not known: nobody was asked for it (signalbox report --prometheus URL), "
                                    + "or nothing has been recorded yet.");
        }
        Sparkline line = new Sparkline(history, 640, 160);
        return Tag.of("figure", "class", "burndown")
                .with(
                        Tag.of("span", "class", "top", "aria-hidden", "true").text("100 %"),
                        line.drawing("course"),
                        Tag.of("span", "class", "bottom", "aria-hidden", "true").text(percent(line.lowest)),
                        Tag.of("figcaption").text(words(history)));
    }

    private static String words(BudgetHistory history) {
        Point first = history.points().getFirst();
        Point last = history.points().getLast();
        return percent(first.remaining()) + " left on " + day(first.time()) + ", " + percent(last.remaining()) + " on "
                + day(last.time()) + "; lowest "
                + percent(statistics(history.points()).getMin()) + ".";
    }

    private Html drawing(String kind) {
        String zero = number(y(0));
        return Tag.of(
                        "svg",
                        "class",
                        kind,
                        "viewBox",
                        "0 0 " + number(width) + " " + number(height),
                        "preserveAspectRatio",
                        "none",
                        "role",
                        "img",
                        "aria-label",
                        "Error budget: " + words(new BudgetHistory(points)))
                .with(
                        Tag.of("path", "class", "zero", "d", "M0 " + zero + "H" + number(width))
                                .with(),
                        Tag.of("path", "class", "budget", "d", path()).with());
    }

    /** Broken where points are missing. */
    private String path() {
        Duration usual = usualStep();
        StringBuilder path = new StringBuilder();
        Instant before = Instant.MIN;
        for (Point point : points) {
            boolean goesOn = !before.equals(Instant.MIN)
                    && Duration.between(before, point.time()).compareTo(usual.multipliedBy(2)) <= 0;
            path.append(goesOn ? 'L' : 'M')
                    .append(number(x(point.time())))
                    .append(' ')
                    .append(number(y(point.remaining())));
            before = point.time();
        }
        return path.toString();
    }

    private Duration usualStep() {
        Duration shortest = span();
        for (int i = 1; i < points.size(); i++) {
            Duration step =
                    Duration.between(points.get(i - 1).time(), points.get(i).time());
            shortest = step.compareTo(shortest) < 0 ? step : shortest;
        }
        return shortest;
    }

    private Duration span() {
        return Duration.between(points.getFirst().time(), points.getLast().time());
    }

    private double x(Instant time) {
        double span = Math.max(1, span().toSeconds());
        return 1
                + (width - 2) * Duration.between(points.getFirst().time(), time).toSeconds() / span;
    }

    private double y(double remaining) {
        return 1 + (height - 2) * (FULL - Math.min(FULL, remaining)) / (FULL - lowest);
    }

    private static DoubleSummaryStatistics statistics(List<Point> points) {
        return points.stream().mapToDouble(Point::remaining).summaryStatistics();
    }

    private static String percent(double value) {
        return Figure.percent(BigDecimal.valueOf(Math.round(value * 10) / 10.0));
    }

    private static String day(Instant time) {
        return Figure.minute(time).substring(0, 10);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
