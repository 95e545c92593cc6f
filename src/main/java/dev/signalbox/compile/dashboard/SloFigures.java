package dev.signalbox.compile.dashboard;

import static dev.signalbox.promql.LabelMatcher.equal;

import dev.signalbox.compile.dashboard.grafana.Column;
import dev.signalbox.compile.dashboard.grafana.DataLink;
import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.CellKind;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.PromqlPrinter;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told of many SLOs at once, of several groups of one the worst.
 *
 * @param chosen which SLOs; empty: all
 * @param line what the line of an SLO is called
 */
record SloFigures(List<LabelMatcher> chosen, String line) {
    private static final List<Threshold> BUDGET = Threshold.fallingTo("0.1", "0.25");
    private static final List<Threshold> BURN = Threshold.risingTo("1", "6");
    private static final String BY = " by (namespace, service, slo) ";

    String series(String name) {
        return ServiceSeries.selector(name, chosen);
    }

    /** What is left of each SLO's budget. */
    String left() {
        return "min" + BY + "(" + series("slo:period_error_budget_remaining:ratio") + ")";
    }

    /** How many times as fast as it may each budget was spent in the last hour. */
    String burnRate() {
        return "max" + BY + "(" + series("slo:sli_error:ratio_rate1h") + ") / on (namespace, slo) group_left () "
                + "max by (namespace, slo) (" + series("slo:error_budget:ratio") + ")";
    }

    Panel pagesFiring(Size size, String legend) {
        List<LabelMatcher> pages = new ArrayList<>(chosen);
        pages.add(equal("signalbox_severity", "page"));
        pages.add(LabelMatcher.notEqual("slo", ""));
        return Panel.stat(
                "Pages firing",
                "Alerts of SLOs that page somebody now.",
                size,
                Field.of(Unit.NONE).decimals(0).limits(Threshold.risingTo("1", "2")),
                Query.now("count(" + PromqlPrinter.print(Marks.firing(pages)) + ") or vector(0)", legend));
    }

    Panel leastLeft(String title, String description) {
        return Panel.lines(
                title,
                description,
                Size.HALF,
                Field.of(Unit.RATIO).drawnLimits(BUDGET).atMost("1"),
                Query.series("bottomk(10, " + left() + ")", line));
    }

    Panel burningFastest(String title, String description) {
        return Panel.lines(
                title,
                description,
                Size.HALF,
                Field.of(Unit.TIMES).atLeast("0").drawnLimits(BURN),
                Query.series("topk(10, " + burnRate() + ")", line));
    }

    /** The name of an SLO, which leads to its own dashboard where {@link #itsDashboard} is a column as well. */
    static Column itsName() {
        return Column.label(
                "slo",
                "SLO",
                new Property.Links(List.of(new DataLink(
                        "Dashboard of this SLO",
                        "/d/${__data.fields.Dashboard}?${__url_time_range}&${metrics:queryparam}"))));
    }

    static Column itsDashboard() {
        return Column.label("dashboard", "Dashboard", new Property.Hidden());
    }

    static Column budgetLeft(String promql, int width) {
        return Column.figure(
                "Budget left",
                Unit.RATIO,
                promql,
                new Property.Decimals(1),
                new Property.Limits(BUDGET),
                new Property.Cell(CellKind.COLOURED),
                new Property.Width(width));
    }

    static Column burnRate(String promql, int width) {
        return Column.figure(
                "Burn rate, 1h",
                Unit.TIMES,
                promql,
                new Property.Decimals(2),
                new Property.Limits(BURN),
                new Property.Cell(CellKind.COLOURED_TEXT),
                new Property.Width(width));
    }
}
