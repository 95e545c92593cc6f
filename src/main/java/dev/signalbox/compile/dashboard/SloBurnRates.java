package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.FieldOverride;
import dev.signalbox.compile.dashboard.grafana.FieldOverride.Property;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.dashboard.grafana.Visual;
import dev.signalbox.compile.slo.AlertRow;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How fast an SLO's budget is spent, over the windows of its alerts and against their limits. */
final class SloBurnRates {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SloScope scope;

    private SloBurnRates(SloScope scope) {
        this.scope = scope;
    }

    static Section of(SloScope scope) {
        SloBurnRates rates = new SloBurnRates(scope);
        return Section.of("How fast it burns", rates.panel(Severity.PAGE), rates.panel(Severity.TICKET));
    }

    private Panel panel(Severity severity) {
        List<AlertRow> rows = AlertRow.firing(scope.slo()).stream()
                .filter(row -> row.severity() == severity)
                .toList();
        List<Query> queries = new ArrayList<>();
        List<FieldOverride> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Palette colour = i == 0 ? Palette.P99 : Palette.P50;
            String longWindow = PrometheusDuration.print(rows.get(i).longWindow());
            String shortWindow = PrometheusDuration.print(rows.get(i).shortWindow());
            queries.add(Query.series(scope.burnRate(rows.get(i).longWindow()), scope.legend(longWindow)));
            queries.add(Query.series(scope.burnRate(rows.get(i).shortWindow()), scope.legend(shortWindow)));
            lines.add(FieldOverride.named(longWindow, new Property.Colour(colour), new Property.Line(2, false)));
            lines.add(FieldOverride.named(shortWindow, new Property.Colour(colour), new Property.Line(1, true)));
        }
        if (rows.isEmpty()) {
            queries.add(Query.series(scope.burnRate(HOUR), scope.legend("1h")));
        }
        String name = severity == Severity.PAGE ? "pages" : "tickets";
        return Panel.lines(
                        severity == Severity.PAGE ? "Burn rates that page" : "Burn rates that write tickets",
                        thresholds(rows, name),
                        Size.HALF,
                        Field.of(Unit.TIMES).atLeast("0").drawnLimits(limits(rows)),
                        queries.toArray(Query[]::new))
                .shownAs(new Visual.TimeSeries(List.of("lastNotNull", "max"), false, 0, true))
                .with(lines.toArray(FieldOverride[]::new));
    }

    private static String thresholds(List<AlertRow> rows, String name) {
        if (rows.isEmpty()) {
            return "No burn rate of this SLO raises " + name + ".";
        }
        return "An alert fires while both windows of a row are above its limit: "
                + String.join(
                        ", ",
                        rows.stream()
                                .map(row -> "%s and %s above %s×"
                                        .formatted(
                                                PrometheusDuration.print(row.longWindow()),
                                                PrometheusDuration.print(row.shortWindow()),
                                                row.factor().toPlainString()))
                                .toList())
                + ".";
    }

    private static List<Threshold> limits(List<AlertRow> rows) {
        return Stream.concat(
                        Stream.of(Threshold.least(Palette.GOOD)),
                        rows.stream()
                                .map(AlertRow::factor)
                                .sorted()
                                .distinct()
                                .map(factor -> Threshold.from(factor, Palette.BAD)))
                .toList();
    }
}
