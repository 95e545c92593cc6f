package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.StackPanels.tile;

import dev.signalbox.compile.dashboard.grafana.Column;
import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import dev.signalbox.compile.pipeline.metrics.VolumeRules;
import java.util.List;

/**
 * The quantities that telemetry is paid by, by service. Prices are the stack's, and what they come to is in the statuses of
 * services and of the stack: a dashboard that multiplied as well could say something else.
 */
final class CostBoard {
    private static final String SERVICE = SeriesRules.SERVICE;
    private static final String SERIES = last(SeriesRules.RECORD, "15m");
    private static final String LOGS = last(VolumeRules.LOGS, "2h");
    private static final String SPANS = last(VolumeRules.SPANS, "2h");

    /** A month of 730 hours. */
    private static final String MONTH = " * 2628000";

    private CostBoard() {}

    static Dashboard of(Frame frame) {
        return frame.dashboard(
                "Cost",
                "What telemetry is paid by: series, log records and spans, by service.",
                List.of("cost"),
                "30d",
                List.of(),
                List.of(),
                List.of(
                        Section.of(
                                "Now",
                                total("Active series", "Of all services.", Unit.COUNT, "sum(" + SERIES + ")"),
                                total(
                                        "Log records a month",
                                        "As many as there would be in 730 hours like this one.",
                                        Unit.COUNT,
                                        "sum(" + LOGS + ")" + MONTH),
                                total(
                                        "Spans a month",
                                        "As many as there would be in 730 hours like this one, sampled.",
                                        Unit.COUNT,
                                        "sum(" + SPANS + ")" + MONTH),
                                kept()),
                        Section.of("By service", table()),
                        Section.of(
                                "The ten most costly",
                                costly("Active series", "The ten services with the most.", Unit.COUNT, SERIES),
                                costly("Log records", "A second, that were kept.", Unit.PER_SECOND, LOGS),
                                costly("Spans", "A second, that were kept.", Unit.PER_SECOND, SPANS))));
    }

    private static Panel total(String title, String description, Unit unit, String promql) {
        return tile(title, description, Field.of(unit).colour(Palette.TRAFFIC), promql);
    }

    private static Panel kept() {
        return tile(
                "Spans kept",
                "Which share of the spans that agents took in went to the backend; sampling spares the rest.",
                Field.of(Unit.RATIO).decimals(1).colour(Palette.TRAFFIC),
                "sum(rate(signalbox_spans_kept_total[1h])) / sum(rate(signalbox_spans_received_total[1h]))",
                "Kept");
    }

    private static Panel table() {
        return Panel.table(
                "Quantities by service",
                "What each service's telemetry is paid by; the price of it is in status.cost of its resource.",
                Size.WHOLE,
                "Series",
                true,
                Column.label(SERVICE, "Service"),
                Column.figure("Series", Unit.COUNT, SERIES, new Property.Width(180)),
                Column.figure("Log records a month", Unit.COUNT, LOGS + MONTH, new Property.Width(180)),
                Column.figure("Spans a month", Unit.COUNT, SPANS + MONTH, new Property.Width(180)));
    }

    private static Panel costly(String title, String description, Unit unit, String promql) {
        return Panel.lines(
                title,
                description,
                Size.THIRD,
                Field.of(unit).atLeast("0"),
                Query.series("topk(10, " + promql + ")", "{{" + SERVICE + "}}").every("1h"));
    }

    private static String last(String record, String within) {
        return "max by (" + SERVICE + ") (last_over_time(" + record + "[" + within + "]))";
    }
}
