package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Unit;

/** Panels that dashboards of a stack are made of, each of one query. */
final class StackPanels {
    private StackPanels() {}

    /** A figure of now, four in a row. */
    static Panel tile(String title, String description, Field field, String promql) {
        return tile(title, description, field, promql, title);
    }

    /** The same; a legend is seen where there is more than one series. */
    static Panel tile(String title, String description, Field field, String promql, String legend) {
        return Panel.stat(title, description, Size.WIDE_TILE, field, Query.now(promql, legend));
    }

    /** Lines of what is never less than nothing, three in a row. */
    static Panel lines(String title, String description, Unit unit, String promql, String legend) {
        return Panel.lines(title, description, Size.THIRD, Field.of(unit).atLeast("0"), Query.series(promql, legend));
    }

    /** The same of what is alike, as replicas are. */
    static Panel alike(String title, String description, Unit unit, String promql, String legend) {
        return Panel.lines(
                title,
                description,
                Size.THIRD,
                Field.of(unit).atLeast("0").shades(Palette.INSTANCE),
                Query.series(promql, legend));
    }

    /** Lines of what is never less than nothing, two in a row. */
    static Panel half(String title, String description, Unit unit, String promql, String legend) {
        return Panel.lines(title, description, Size.HALF, Field.of(unit).atLeast("0"), Query.series(promql, legend));
    }
}
