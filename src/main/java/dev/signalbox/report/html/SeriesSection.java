package dev.signalbox.report.html;

import dev.signalbox.report.CardinalityHealth;
import dev.signalbox.report.Figure;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.html.Table.Cell;

/** Time series, the fullest limit first. */
final class SeriesSection {
    private final CardinalityHealth cardinality;

    SeriesSection(HealthReport report) {
        this.cardinality = report.cardinality();
    }

    Html html() {
        if (cardinality.top().isEmpty()) {
            return Section.of("series", "Time series", Section.nothing("Nobody has counted yet."));
        }
        Table table = Table.of(
                "series-table",
                "Services by how full their limit of time series is",
                "Service",
                ">Series",
                ">Limit",
                ">Of limit",
                "Limit reached by");
        cardinality
                .top()
                .forEach(budget -> table.row(
                        Cell.sorted(Link.service(budget.name()), budget.name()),
                        Cell.sorted(Figure.count(budget.series()), budget.series()),
                        Cell.sorted(Figure.count(budget.limit()), budget.limit()),
                        Cell.sorted(full(budget), budget.percent()),
                        Cell.of(Figure.minute(budget.limitReachedBy()))));
        return Section.of("series", "Time series", unattributed(), table.html());
    }

    private Html unattributed() {
        return cardinality
                .unattributed()
                .map(series -> Tag.of("p").text(Figure.count(series) + " active series belong to no known service."))
                .orElse(Html.NONE);
    }

    private static Html full(CardinalityHealth.Budget budget) {
        boolean over = budget.series() > budget.limit();
        Html figure = Html.text(Figure.percent(budget.percent()));
        return Tag.of("span", "class", "budget-left")
                .with(
                        over ? Icon.BAD.beside(Figure.percent(budget.percent())) : figure,
                        Bar.of(budget.percent(), over ? Icon.BAD : Icon.GOOD));
    }
}
