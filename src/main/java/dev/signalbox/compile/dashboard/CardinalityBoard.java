package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.StackPanels.tile;

import dev.signalbox.compile.dashboard.grafana.Column;
import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.CellKind;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.dashboard.grafana.Variable;
import dev.signalbox.compile.pipeline.metrics.SeriesRules;
import java.util.List;

/** How many series there are, whose they are, and how they grow; as the stack's rules count them. */
final class CardinalityBoard {
    private static final String SERVICE = SeriesRules.SERVICE;

    /** Three counts may be missing before one is. */
    private static final String COUNT =
            "max by (" + SERVICE + ") (last_over_time(" + SeriesRules.RECORD + "{" + SERVICE + "=~\"$service\"}[15m]))";

    private static final String A_WEEK_AGO = "max by (" + SERVICE + ") (last_over_time(" + SeriesRules.RECORD + "{"
            + SERVICE + "=~\"$service\"}[15m] offset 1w))";
    private static final String NOBODYS = "sum(last_over_time(signalbox:unattributed_series:count[15m]))";
    private static final List<Threshold> GROWTH = Threshold.risingTo("0.1", "0.5");

    private CardinalityBoard() {}

    static Dashboard of(Frame frame) {
        return frame.dashboard(
                "Cardinality",
                "Active series of all services: whose they are, and how they grow.",
                List.of("cardinality"),
                "7d",
                List.of(new Variable.LabelValues("service", "Service", SeriesRules.RECORD, SERVICE, List.of())),
                List.of(),
                List.of(
                        Section.of("Now", total(), services(), nobodys(), growth()),
                        Section.of("By service", table()),
                        Section.of("Over time", stacked(), fastest())));
    }

    private static Panel total() {
        return tile(
                "Series of services",
                "Active ones, of all that are chosen.",
                Field.of(Unit.COUNT).colour(Palette.TRAFFIC),
                "sum(" + COUNT + ")",
                "Series");
    }

    private static Panel services() {
        return tile(
                "Services",
                "Those whose series are counted.",
                Field.of(Unit.NONE).decimals(0).colour(Palette.TRAFFIC),
                "count(" + COUNT + ") or vector(0)",
                "Services");
    }

    private static Panel nobodys() {
        return tile(
                "Nobody's",
                "Active series of which it is not known whose they are: of Kubernetes, of rules, of what nobody declared.",
                Field.of(Unit.COUNT).colour(Palette.NEUTRAL),
                NOBODYS + " or vector(0)",
                "Series");
    }

    private static Panel growth() {
        return tile(
                "In a week",
                "By how much they have grown since a week ago.",
                Field.of(Unit.RATIO).decimals(1).limits(GROWTH).orElse("not a week old"),
                "sum(" + COUNT + ") / sum(" + A_WEEK_AGO + ") - 1",
                "Growth");
    }

    private static Panel table() {
        return Panel.table(
                "Series by service",
                "Active series, a week ago and now. What could be dropped, the status of each service's resource says.",
                Size.WHOLE,
                "Series",
                true,
                Column.label(SERVICE, "Service"),
                Column.figure("Series", Unit.COUNT, COUNT, new Property.Width(160)),
                Column.figure("A week ago", Unit.COUNT, A_WEEK_AGO, new Property.Width(160)),
                Column.figure(
                        "Growth",
                        Unit.RATIO,
                        COUNT + " / " + A_WEEK_AGO + " - 1",
                        new Property.Decimals(1),
                        new Property.Limits(GROWTH),
                        new Property.Cell(CellKind.COLOURED_TEXT),
                        new Property.Width(160)));
    }

    private static Panel stacked() {
        return Panel.stacked(
                "Active series, the twenty with the most",
                "The twenty services with the most.",
                Size.HALF,
                Field.of(Unit.COUNT).atLeast("0"),
                Query.series("topk(20, " + COUNT + ")", "{{" + SERVICE + "}}").every("5m"));
    }

    private static Panel fastest() {
        return Panel.lines(
                "Growing fastest",
                "How many series more than a day ago the ten services have that grow fastest.",
                Size.HALF,
                Field.of(Unit.COUNT),
                Query.series(
                                "topk(10, " + COUNT + " - " + COUNT.replace("[15m]", "[15m] offset 1d") + ")",
                                "{{" + SERVICE + "}}")
                        .every("5m"));
    }
}
