package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.StackPanels.lines;

import dev.signalbox.compile.dashboard.grafana.Column;
import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.grafana.DataLink;
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
import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.compile.dashboard.place.DashboardSubject.OfStack;
import java.util.List;

/** All services for those who have a minute: which are well, which will not be, what they cost. */
final class ExecutiveBoard {
    private static final SloFigures SLOS = new SloFigures(List.of(), "{{service}} {{slo}}");
    private static final Field SHARE = Field.of(Unit.RATIO).decimals(0).limits(Threshold.fallingTo("0.9", "0.99"));

    private static final String LEAST = "min by (namespace, service) (slo:period_error_budget_remaining:ratio)";
    private static final String MET = "(count(" + SLOS.left() + " > 0) or vector(0)) / count(" + SLOS.left() + ")";
    private static final String COUNTED = "last_over_time(signalbox:service_series:count[15m])";

    private ExecutiveBoard() {}

    static Dashboard of(Frame frame) {
        return frame.dashboard(
                "All services",
                "How healthy everything is: services, what was promised for them, what will go wrong next, what it costs.",
                List.of("executive"),
                "7d",
                List.of(),
                List.of(),
                List.of(
                        Section.of(
                                "Now",
                                services(),
                                healthy(),
                                met(),
                                exhausted(),
                                SLOS.pagesFiring(Size.TILE, "Pages firing"),
                                series()),
                        Section.of("Services, the worst first", table()),
                        Section.of(
                                "Risks",
                                SLOS.leastLeft(
                                        "Least budget left",
                                        "The ten SLOs that have least of their error budget left."),
                                SLOS.burningFastest(
                                        "Burning fastest",
                                        "The ten SLOs whose budgets go fastest, in times as fast as they may.")),
                        Section.of("Over time", compliance(), alerts()),
                        Section.of("Cost", seriesOf(), recordsOf(), spansOf())));
    }

    private static Panel services() {
        return tile(
                "Services",
                "Those for which something is promised.",
                Field.of(Unit.NONE).decimals(0).colour(Palette.TRAFFIC),
                "count(" + LEAST + ") or vector(0)");
    }

    private static Panel healthy() {
        return tile(
                "Services that are well",
                "Which share of them has budget left in all SLOs.",
                SHARE,
                "(count(" + LEAST + " > 0) or vector(0)) / count(" + LEAST + ")");
    }

    private static Panel met() {
        return tile("SLOs that are met", "Which share of all SLOs has budget left.", SHARE, MET);
    }

    private static Panel exhausted() {
        return tile(
                "Budgets spent",
                "SLOs whose error budget is spent.",
                Field.of(Unit.NONE).decimals(0).limits(Threshold.risingTo("1", "3")),
                "count(" + SLOS.left() + " <= 0) or vector(0)");
    }

    private static Panel series() {
        return tile(
                "Active series",
                "Of all services together, what is nobody's as well.",
                Field.of(Unit.COUNT).colour(Palette.TRAFFIC),
                "sum(" + COUNTED + ") + (sum(last_over_time(signalbox:unattributed_series:count[15m])) or vector(0))");
    }

    private static Panel table() {
        return Panel.table(
                "Services",
                "Each service by the SLO of it that is worst off. A click on a namespace leads to its SLOs, one on a service to"
                        + " all dashboards of that service.",
                Size.TALL,
                "Budget left",
                false,
                Column.label("namespace", "Namespace", new Property.Links(List.of(slosOfNamespace()))),
                Column.label("service", "Service", new Property.Links(List.of(dashboardsOfService()))),
                Column.figure(
                        "SLOs",
                        Unit.NONE,
                        "count by (namespace, service) (" + SLOS.left() + ")",
                        new Property.Width(90)),
                SloFigures.budgetLeft(LEAST, 150),
                SloFigures.burnRate("max by (namespace, service) (" + SLOS.burnRate() + ")", 150),
                Column.figure(
                        "Alerts",
                        Unit.NONE,
                        "count by (namespace, service) (ALERTS{alertstate=\"firing\",slo!=\"\"}) or 0 * " + LEAST,
                        new Property.Limits(Threshold.risingTo("1", "2")),
                        new Property.Cell(CellKind.COLOURED_TEXT),
                        new Property.Width(100)));
    }

    private static DataLink slosOfNamespace() {
        return new DataLink(
                "SLOs of this namespace",
                DashboardAddress.of(OfStack.SLOS).path()
                        + "?${__url_time_range}&${metrics:queryparam}&var-namespace=${__data.fields.Namespace}");
    }

    /** Where a service's page is, its resource says, and no series. */
    private static DataLink dashboardsOfService() {
        return new DataLink(
                "Dashboards of this service", "/dashboards?tag=service:${__data.fields.Service}&${__url_time_range}");
    }

    private static Panel compliance() {
        return Panel.lines(
                        "SLOs that are met",
                        "Which share of all SLOs has budget left.",
                        Size.HALF,
                        Field.of(Unit.RATIO).between("0", "1"),
                        Query.series(MET, "Met"))
                .colour("Met", Palette.GOOD);
    }

    private static Panel alerts() {
        return Panel.stacked(
                        "Alerts firing",
                        "Of SLOs, by severity.",
                        Size.HALF,
                        Field.of(Unit.COUNT).decimals(0).atLeast("0"),
                        Query.series(
                                "count by (signalbox_severity) (ALERTS{alertstate=\"firing\",slo!=\"\"})",
                                "{{signalbox_severity}}"))
                .colour("page", Palette.PAGE)
                .colour("ticket", Palette.TICKET);
    }

    private static Panel seriesOf() {
        return costly(
                "Active series",
                "The ten services with the most; each series costs.",
                Unit.COUNT,
                "max by (signalbox_service) (" + COUNTED + ")");
    }

    private static Panel recordsOf() {
        return costly(
                "Log records",
                "A second; the ten services that keep the most.",
                Unit.PER_SECOND,
                "max by (signalbox_service) (last_over_time(signalbox:service_log_records:rate1h[2h]))");
    }

    private static Panel spansOf() {
        return costly(
                "Spans",
                "A second; the ten services that keep the most.",
                Unit.PER_SECOND,
                "max by (signalbox_service) (last_over_time(signalbox:service_spans:rate1h[2h]))");
    }

    private static Panel costly(String title, String description, Unit unit, String promql) {
        return lines(title, description, unit, "topk(10, " + promql + ")", "{{signalbox_service}}");
    }

    private static Panel tile(String title, String description, Field field, String promql) {
        return Panel.stat(title, description, Size.TILE, field, Query.now(promql, title));
    }
}
