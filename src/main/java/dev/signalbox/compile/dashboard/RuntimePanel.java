package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.FieldOverride;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Unit;

/** Panels of a runtime, all alike: lines by process. */
final class RuntimePanel {
    /** What tells processes apart. */
    static final String PROCESS = "instance";

    private static final String LEGEND = "{{" + PROCESS + "}}";

    private RuntimePanel() {}

    /** A line for each process. */
    static Panel byProcess(String title, String description, Unit unit, String expr) {
        return alike(title, description, unit, Query.series(ServiceSeries.sum(expr, PROCESS), LEGEND));
    }

    /** A line for each process, and the least limit that one has. */
    static Panel byProcess(String title, String description, Unit unit, String expr, String limit) {
        return alike(
                        title,
                        description,
                        unit,
                        Query.series(ServiceSeries.sum(expr, PROCESS), LEGEND),
                        Query.series("min(" + ServiceSeries.sum(limit, PROCESS) + ")", "Limit"))
                .with(FieldOverride.named(
                        "Limit", new Property.Colour(Palette.LIMIT), new Property.Line(2, true), new Property.Fill(0)));
    }

    /** All processes together, a line for each value of a label. */
    static Panel byLabel(String title, String description, Unit unit, String expr, String label) {
        return lines(title, description, unit, Query.series(ServiceSeries.sum(expr, label), "{{" + label + "}}"));
    }

    private static Panel alike(String title, String description, Unit unit, Query... queries) {
        return Panel.lines(
                title, description, Size.THIRD, Field.of(unit).atLeast("0").shades(Palette.INSTANCE), queries);
    }

    static Panel lines(String title, String description, Unit unit, Query... queries) {
        return Panel.lines(title, description, Size.THIRD, Field.of(unit).atLeast("0"), queries);
    }
}
