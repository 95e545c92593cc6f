package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Column;
import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.DataLink;
import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.CellKind;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Mapping;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.dashboard.grafana.Variable;
import java.util.List;

/** All SLOs of a stack, the one most at risk first. */
final class SloOverview {
    private static final List<Threshold> BUDGET = Threshold.fallingTo("0.1", "0.25");
    private static final Field COUNT = Field.of(Unit.NONE).decimals(0);
    private static final List<Threshold> BURN = Threshold.risingTo("1", "6");

    /** More than any budget is overspent. */
    private static final double MUCH = 1e9;

    /** What was chosen. */
    private static final String CHOSEN = "{namespace=~\"$namespace\",service=~\"$service\"}";

    private static final String BY = " by (namespace, service, slo) ";
    private static final String LEFT = "min" + BY + "(slo:period_error_budget_remaining:ratio" + CHOSEN + ")";
    private static final String CONSTANT = " * on (namespace, slo) group_left () ";

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
                                count("SLOs", "All that are judged.", COUNT.colour(Palette.TRAFFIC), LEFT),
                                count(
                                        "Exhausted",
                                        "Those whose error budget is spent.",
                                        noneOr(Palette.BAD),
                                        LEFT + " <= 0"),
                                count(
                                        "At risk",
                                        "Those with less than a quarter of their budget left.",
                                        noneOr(Palette.WARNING),
                                        LEFT + " > 0 < 0.25"),
                                firing()),
                        Section.of("Most at risk first", table()),
                        Section.of("Over time", budgets(), burnRates())));
    }

    /** None is good. */
    private static Field noneOr(Palette colour) {
        return COUNT.limits(List.of(Threshold.least(Palette.GOOD), Threshold.from("1", colour)));
    }

    private static Panel count(String title, String description, Field field, String promql) {
        return Panel.stat(
                title, description, Size.WIDE_TILE, field, Query.now("count(" + promql + ") or vector(0)", title));
    }

    private static Panel firing() {
        return Panel.stat(
                "Pages firing",
                "Alerts of SLOs that page somebody now.",
                Size.WIDE_TILE,
                Field.of(Unit.NONE).decimals(0).limits(Threshold.risingTo("1", "2")),
                Query.now(
                        "count(ALERTS{alertstate=\"firing\",namespace=~\"$namespace\",service=~\"$service\","
                                + "signalbox_severity=\"page\",slo!=\"\"}) or vector(0)",
                        "Pages"));
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
                Column.label(
                        "slo",
                        "SLO",
                        new Property.Links(List.of(new DataLink(
                                "Dashboard of this SLO",
                                "/d/${__data.fields.Dashboard}?${__url_time_range}&${metrics:queryparam}")))),
                Column.label("team", "Team", new Property.Width(140)),
                Column.figure(
                        "Objective",
                        Unit.RATIO,
                        info("max" + BY + "(slo:objective:ratio" + CHOSEN + ")"),
                        new Property.Width(110)),
                Column.figure(
                        "Good",
                        Unit.RATIO,
                        info("1 - max" + BY + "(slo:period_burn_rate:ratio" + CHOSEN + ")" + CONSTANT
                                + "max by (namespace, slo) (slo:error_budget:ratio" + CHOSEN + ")"),
                        new Property.Decimals(3),
                        new Property.Width(110)),
                Column.figure(
                        "Budget left",
                        Unit.RATIO,
                        info(LEFT),
                        new Property.Decimals(1),
                        new Property.Limits(BUDGET),
                        new Property.Cell(CellKind.COLOURED),
                        new Property.Width(130)),
                Column.figure(
                        "State",
                        Unit.NONE,
                        info(LEFT),
                        new Property.Words(List.of(
                                new Mapping.Range(-MUCH, 0, "missed", Palette.BAD),
                                new Mapping.Range(0, 0.1, "nearly spent", Palette.BAD),
                                new Mapping.Range(0.1, 0.25, "at risk", Palette.WARNING),
                                new Mapping.Range(0.25, MUCH, "kept", Palette.GOOD))),
                        new Property.Cell(CellKind.COLOURED_TEXT),
                        new Property.Width(120)),
                Column.figure(
                        "Burn rate, 1h",
                        Unit.TIMES,
                        info(burnRate()),
                        new Property.Decimals(2),
                        new Property.Limits(BURN),
                        new Property.Cell(CellKind.COLOURED_TEXT),
                        new Property.Width(130)),
                Column.label("dashboard", "Dashboard", new Property.Hidden()));
    }

    private static Panel budgets() {
        return Panel.lines(
                "Error budget left, the ten least",
                "The rest of the error budgets of the ten SLOs that have least.",
                Size.HALF,
                Field.of(Unit.RATIO).drawnLimits(BUDGET).atMost("1"),
                Query.series("bottomk(10, " + LEFT + ")", "{{namespace}}/{{slo}}"));
    }

    private static Panel burnRates() {
        return Panel.lines(
                "Burn rates of an hour, the ten greatest",
                "How many times as fast as they may the ten fastest budgets are spent.",
                Size.HALF,
                Field.of(Unit.TIMES).atLeast("0").drawnLimits(BURN),
                Query.series("topk(10, " + burnRate() + ")", "{{namespace}}/{{slo}}"));
    }

    private static String burnRate() {
        return "max" + BY + "(slo:sli_error:ratio_rate1h" + CHOSEN + ") / on (namespace, slo) group_left () "
                + "max by (namespace, slo) (slo:error_budget:ratio" + CHOSEN + ")";
    }

    /** With what may change over an SLO's life as labels. */
    private static String info(String promql) {
        return "(" + promql + ") * on (namespace, slo) group_left (team, dashboard) "
                + "max by (namespace, slo, team, dashboard) (signalbox_slo_info" + CHOSEN + ")";
    }
}
