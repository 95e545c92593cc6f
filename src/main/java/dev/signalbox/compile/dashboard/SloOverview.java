package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.StackPanels.tile;

import dev.signalbox.compile.dashboard.grafana.Column;
import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.CellKind;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Mapping;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.dashboard.grafana.Variable;
import dev.signalbox.promql.LabelMatcher;
import java.util.List;

/** All SLOs of a stack, the one most at risk first. */
final class SloOverview {
    private static final Field COUNT = Field.of(Unit.NONE).decimals(0);

    /** More than any budget is overspent. */
    private static final double MUCH = 1e9;

    private static final SloFigures SLOS = new SloFigures(
            List.of(LabelMatcher.matches("namespace", "$namespace"), LabelMatcher.matches("service", "$service")),
            "{{namespace}}/{{slo}}");

    private static final String BY = " by (namespace, service, slo) ";

    private SloOverview() {}

    static Dashboard of(Frame frame) {
        return frame.dashboard(
                "All SLOs",
                "Objectives of all services: which were missed, which will be.",
                List.of("slo"),
                "24h",
                List.of(
                        new Variable.LabelValues(
                                "namespace", "Namespace", "slo:objective:ratio", "namespace", List.of()),
                        new Variable.LabelValues(
                                "service",
                                "Service",
                                "slo:objective:ratio{namespace=~\"$namespace\"}",
                                "service",
                                List.of())),
                List.of(),
                List.of(
                        Section.of(
                                "Now",
                                count("SLOs", "All that are judged.", COUNT.colour(Palette.TRAFFIC), SLOS.left()),
                                count(
                                        "Exhausted",
                                        "Those whose error budget is spent.",
                                        noneOr(Palette.BAD),
                                        SLOS.left() + " <= 0"),
                                count(
                                        "At risk",
                                        "Those with less than a quarter of their budget left.",
                                        noneOr(Palette.WARNING),
                                        SLOS.left() + " > 0 < 0.25"),
                                SLOS.pagesFiring(Size.WIDE_TILE, "Pages")),
                        Section.of("Most at risk first", table()),
                        Section.of(
                                "Over time",
                                SLOS.leastLeft(
                                        "Error budget left, the ten least",
                                        "The rest of the error budgets of the ten SLOs that have least."),
                                SLOS.burningFastest(
                                        "Burn rates of an hour, the ten greatest",
                                        "How many times as fast as they may the ten fastest budgets are spent."))));
    }

    /** None is good. */
    private static Field noneOr(Palette colour) {
        return COUNT.limits(List.of(Threshold.least(Palette.GOOD), Threshold.from("1", colour)));
    }

    private static Panel count(String title, String description, Field field, String promql) {
        return tile(title, description, field, "count(" + promql + ") or vector(0)");
    }

    private static Panel table() {
        return Panel.table(
                "All SLOs",
                "Each SLO, of several groups the one that is worst off. State: missed below"
                        + " 0 of the budget, at risk below a quarter. A click on an SLO leads to its own dashboard.",
                Size.TALL,
                "Budget left",
                false,
                Column.label("namespace", "Namespace", new Property.Width(140)),
                Column.label("service", "Service", new Property.Width(180)),
                SloFigures.itsName(),
                Column.label("team", "Team", new Property.Width(140)),
                Column.figure(
                        "Objective",
                        Unit.RATIO,
                        info("max" + BY + "(" + SLOS.series("slo:objective:ratio") + ")"),
                        new Property.Width(110)),
                Column.figure(
                        "Good",
                        Unit.RATIO,
                        info("1 - max" + BY + "(" + SLOS.series("slo:period_burn_rate:ratio")
                                + ") * on (namespace, slo) group_left () max by (namespace, slo) ("
                                + SLOS.series("slo:error_budget:ratio") + ")"),
                        new Property.Decimals(3),
                        new Property.Width(110)),
                SloFigures.budgetLeft(info(SLOS.left()), 130),
                Column.figure(
                        "State",
                        Unit.NONE,
                        info(SLOS.left()),
                        new Property.Words(List.of(
                                new Mapping.Range(-MUCH, 0, "missed", Palette.BAD),
                                new Mapping.Range(0, 0.1, "nearly spent", Palette.BAD),
                                new Mapping.Range(0.1, 0.25, "at risk", Palette.WARNING),
                                new Mapping.Range(0.25, MUCH, "kept", Palette.GOOD))),
                        new Property.Cell(CellKind.COLOURED_TEXT),
                        new Property.Width(120)),
                SloFigures.burnRate(info(SLOS.burnRate()), 130),
                SloFigures.itsDashboard());
    }

    /** With what may change over an SLO's life as labels. */
    private static String info(String promql) {
        return "(" + promql + ") * on (namespace, slo) group_left (team, dashboard) "
                + "max by (namespace, slo, team, dashboard) (" + SLOS.series("signalbox_slo_info") + ")";
    }
}
