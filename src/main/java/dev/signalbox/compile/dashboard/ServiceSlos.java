package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Column;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.promql.LabelMatcher;
import java.util.List;

/** What is promised for one service, and the way to the dashboard of each promise. */
final class ServiceSlos {
    private static final Size FEW_ROWS = new Size(24, 6);

    private final List<LabelMatcher> matchers;

    ServiceSlos(ServiceKey service) {
        matchers = List.of(
                LabelMatcher.equal("namespace", service.namespace()), LabelMatcher.equal("service", service.service()));
    }

    Panel table() {
        return Panel.table(
                "SLOs",
                "What is promised for this service, the one most at risk first; empty while it has no SLO. A click on one leads to"
                        + " its own dashboard.",
                FEW_ROWS,
                "Budget left",
                false,
                SloFigures.itsName(),
                Column.figure(
                        "Objective",
                        Unit.RATIO,
                        info("max by (slo) (" + series("slo:objective:ratio") + ")"),
                        new Property.Width(150)),
                SloFigures.budgetLeft(
                        info("min by (slo) (" + series("slo:period_error_budget_remaining:ratio") + ")"), 150),
                SloFigures.burnRate(
                        info("max by (slo) (" + series("slo:sli_error:ratio_rate1h") + ") / on (slo) max by (slo) ("
                                + series("slo:error_budget:ratio") + ")"),
                        150),
                SloFigures.itsDashboard());
    }

    private String info(String promql) {
        return "(" + promql + ") * on (slo) group_left (dashboard) max by (slo, dashboard) ("
                + series("signalbox_slo_info") + ")";
    }

    private String series(String name) {
        return ServiceSeries.selector(name, matchers);
    }
}
