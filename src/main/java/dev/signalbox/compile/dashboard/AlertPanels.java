package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.PromqlPrinter;
import java.util.List;

/** What fires. */
final class AlertPanels {
    private AlertPanels() {}

    /** Of one service. */
    static Panel firing(ServiceFrame service) {
        String alerts = PromqlPrinter.print(Marks.firing(List.of(
                LabelMatcher.equal("namespace", service.service().namespace()),
                LabelMatcher.equal("service", service.service().service()))));
        return Panel.stat(
                "Alerts firing",
                "Alerts of this service that fire now.",
                Size.TILE,
                Field.of(Unit.NONE).decimals(0).limits(Threshold.risingTo("1", "2")),
                Query.now("count(" + alerts + ") or vector(0)", "Alerts"));
    }
}
