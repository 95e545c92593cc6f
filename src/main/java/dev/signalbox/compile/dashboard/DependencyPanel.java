package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.promql.LabelMatcher;
import java.util.List;
import java.util.function.Function;

/** What is shown of any dependency of a type, before it is known which. */
record DependencyPanel(String title, Unit unit, String description, List<Line> lines) {

    /** A query, once it is known whose series are asked for. */
    @FunctionalInterface
    interface Promql extends Function<ServiceSeries, String> {}

    /** @param legend what its series are called */
    record Line(String legend, Promql promql) {}

    static DependencyPanel row(String title, Unit unit, String description, Line... lines) {
        return new DependencyPanel(title, unit, description, List.of(lines));
    }

    Panel over(ServiceSeries series) {
        return Panel.lines(
                title,
                description,
                Size.THIRD,
                Field.of(unit).atLeast("0"),
                lines.stream()
                        .map(line -> Query.series(line.promql().apply(series), line.legend()))
                        .toArray(Query[]::new));
    }

    static Line line(String legend, Promql promql) {
        return new Line(legend, promql);
    }

    /** A line for each value of a label, summed. */
    static Line each(String label, Promql summed) {
        return line("{{" + label + "}}", sum(summed, label));
    }

    /** A line for each value of a label, of which several may tell. */
    static Line most(String label, Promql told) {
        return line("{{" + label + "}}", max(told, label));
    }

    static Promql gauge(String metric, LabelMatcher... more) {
        return series -> series.of(metric, more);
    }

    static Promql rate(String counter, LabelMatcher... more) {
        return series -> series.rate(counter, more);
    }

    static Promql sum(Promql summed, String... by) {
        return series -> ServiceSeries.sum(summed.apply(series), by);
    }

    static Promql max(Promql told, String... by) {
        return series -> ServiceSeries.max(told.apply(series), by);
    }

    static Promql minus(Promql all, Promql some) {
        return series -> all.apply(series) + " - " + some.apply(series);
    }

    static Promql divided(Promql dividend, Promql divisor) {
        return series -> dividend.apply(series) + " / " + divisor.apply(series);
    }

    /** Of both together, one. */
    static Promql share(Promql one, Promql other) {
        return series -> one.apply(series) + " / (" + one.apply(series) + " + " + other.apply(series) + ")";
    }
}
