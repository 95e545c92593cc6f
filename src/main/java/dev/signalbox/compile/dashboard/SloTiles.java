package dev.signalbox.compile.dashboard;

import static dev.signalbox.promql.Promql.above;
import static dev.signalbox.promql.Promql.atLeastZero;
import static dev.signalbox.promql.Promql.by;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.maxBy;
import static dev.signalbox.promql.Promql.minus;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.or;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.Mapping;
import dev.signalbox.compile.dashboard.grafana.Palette;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Threshold;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.compile.slo.AlertRow;
import dev.signalbox.compile.slo.IndicatorWords;
import dev.signalbox.compile.slo.SloSeries;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.AggregateOp;
import dev.signalbox.promql.Expr;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** How an SLO is now, in six figures; of several groups, the one that is worst off. */
final class SloTiles {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<String> ALL = List.of();
    private static final String HALF_A_DAY = "43200";
    private static final String THREE_DAYS = "259200";

    private final Slo slo;
    private final SloScope scope;
    private final String window;
    private final String counted;

    private SloTiles(SloScope scope) {
        this.slo = scope.slo();
        this.scope = scope;
        this.window = PrometheusDuration.print(slo.window());
        this.counted = IndicatorWords.of(slo.indicator()).counted();
    }

    static Section of(SloScope scope) {
        SloTiles tiles = new SloTiles(scope);
        return Section.of(
                "Now",
                tiles.objective(),
                tiles.level(),
                tiles.budgetLeft(),
                tiles.burnRate(),
                tiles.exhaustion(),
                tiles.firing());
    }

    private Panel objective() {
        return Panel.stat(
                "Objective",
                "The share of " + counted + " that has to be good over " + window + ".",
                Size.TILE,
                Field.of(Unit.RATIO).decimals(slo.objective().digits()).colour(Palette.OBJECTIVE),
                Query.now(maxBy(ALL, scope.identified(SloSeries.OBJECTIVE)), "Objective"));
    }

    private Panel level() {
        return Panel.stat(
                "Good over " + window,
                "The share of " + counted + " that was good over " + window
                        + "; of several groups, the least. Red is below the objective.",
                Size.TILE,
                ratio(slo.objective().digits() + 1),
                Query.now(minus(number(1), maxBy(ALL, scope.windowRatio())), "Good"));
    }

    private Panel budgetLeft() {
        return Panel.stat(
                "Error budget left",
                "What is left of what may go wrong over " + window
                        + "; below 0 the objective is missed. Of several groups, the least.",
                Size.TILE,
                Field.of(Unit.RATIO).decimals(1).limits(scope.budgetLimits()),
                Query.now(scope.leastLeft(), "Left"));
    }

    private Panel burnRate() {
        return Panel.stat(
                "Burn rate, last hour",
                "How many times as fast as it may the budget is spent. At 1 it lasts exactly " + window + ".",
                Size.TILE,
                Field.of(Unit.TIMES).decimals(2).limits(Threshold.risingTo("1", pageFactor())),
                Query.now(maxBy(ALL, scope.burnRate(HOUR)), "Burn rate"));
    }

    private Panel exhaustion() {
        Expr left = scope.leastLeft();
        Expr rate = above(maxBy(ALL, scope.burnRate(HOUR)), BigDecimal.ONE);
        return Panel.stat(
                "Budget lasts",
                "When the budget is spent if the last hour goes on. While it burns no faster than it may, it never is.",
                Size.TILE,
                Field.of(Unit.DURATION)
                        .limits(List.of(
                                Threshold.least(Palette.GOOD),
                                Threshold.from("0", Palette.BAD),
                                Threshold.from(HALF_A_DAY, Palette.WARNING),
                                Threshold.from(THREE_DAYS, Palette.GOOD)))
                        .mapped(new Mapping.Value("-1", "as it should", Palette.GOOD)),
                Query.now(
                        or(
                                divided(
                                        times(
                                                atLeastZero(left),
                                                number(slo.window().toSeconds())),
                                        rate),
                                minus(times(left, number(0)), number(1))),
                        "Lasts"));
    }

    private Panel firing() {
        return Panel.stat(
                "Alerts firing",
                "Pages and tickets of this SLO, and the alert for data that is gone.",
                Size.TILE,
                Field.of(Unit.NONE).decimals(0).limits(Threshold.risingTo("1", "2")),
                Query.now(or(by(ALL, AggregateOp.COUNT, Marks.firing(scope.matchers())), SloBoard.zero()), "Firing"));
    }

    private Field ratio(int digits) {
        return Field.of(Unit.RATIO)
                .decimals(digits)
                .limits(List.of(
                        Threshold.least(Palette.BAD),
                        Threshold.from(slo.objective().ratio(), Palette.GOOD)));
    }

    private String pageFactor() {
        return AlertRow.firing(slo).stream()
                .map(AlertRow::factor)
                .filter(factor -> factor.compareTo(BigDecimal.ONE) > 0)
                .min(BigDecimal::compareTo)
                .orElse(BigDecimal.TEN)
                .toPlainString();
    }
}
