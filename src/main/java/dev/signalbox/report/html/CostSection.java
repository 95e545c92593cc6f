package dev.signalbox.report.html;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.report.CostHealth;
import dev.signalbox.report.Figure;
import dev.signalbox.report.html.Table.Cell;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What telemetry costs, the most expensive first. */
final class CostSection {
    static final Map<CostStatus.Basis, String> BASES = Map.of(
            CostStatus.Basis.MEASURED, "measured over 30 days",
            CostStatus.Basis.ESTIMATED, "estimated from less than 30 days",
            CostStatus.Basis.UNKNOWN, "basis unknown");

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final CostHealth cost;

    CostSection(CostHealth cost) {
        this.cost = cost;
    }

    Html html() {
        if (cost.services().isEmpty() && cost.total().isEmpty()) {
            return Section.of("cost", "Cost", Section.nothing("Nobody has measured yet."));
        }
        Table services = Table.of(
                "cost-table",
                "Services by what their telemetry costs",
                "Service",
                ">A month",
                ">Of budget",
                ">Series",
                ">Logs, GB",
                ">Spans, GB",
                "Basis");
        cost.services()
                .forEach(service -> services.row(
                        Cell.sorted(Link.service(service.name()), service.name()),
                        Cell.sorted(
                                Figure.money(service.cost()),
                                Optional.ofNullable(service.cost().perMonth()).orElse("")),
                        Cell.sorted(
                                ofBudget(service.cost()), figure(service.cost().percentOfBudget(), "")),
                        Cell.sorted(
                                Optional.ofNullable(service.cost().activeSeries())
                                        .map(Figure::count)
                                        .orElse(Figure.UNKNOWN),
                                Optional.ofNullable(service.cost().activeSeries())
                                        .map(String::valueOf)
                                        .orElse("")),
                        Cell.of(figure(service.cost().logGB(), Figure.UNKNOWN)),
                        Cell.of(figure(service.cost().spanGB(), Figure.UNKNOWN)),
                        Cell.of(basis(service.cost()))));
        return Section.of("cost", "Cost", teams(), cost.services().isEmpty() ? Html.NONE : services.html());
    }

    private Html teams() {
        if (cost.teams().isEmpty()) {
            return Html.NONE;
        }
        Table teams = Table.of("team-table", "Teams by what their telemetry costs", "Team", ">A month", "Basis");
        cost.teams()
                .forEach(team -> teams.row(
                        Cell.of(team.name()),
                        Cell.sorted(
                                Figure.money(team.cost()),
                                Optional.ofNullable(team.cost().perMonth()).orElse("")),
                        Cell.of(basis(team.cost()))));
        return teams.html();
    }

    /** In percent of the budget; a sign where it is more than all of it. */
    static Html ofBudget(CostStatus cost) {
        return Optional.ofNullable(cost.percentOfBudget())
                .map(percent -> percent.compareTo(ALL) > 0
                        ? Icon.WARNING.beside(Figure.percent(percent))
                        : Html.text(Figure.percent(percent)))
                .orElseGet(() -> Words.quiet(Figure.UNKNOWN));
    }

    /** How the figure came about. */
    static String basis(CostStatus cost) {
        return BASES.get(Optional.ofNullable(cost.basis()).orElse(CostStatus.Basis.UNKNOWN));
    }

    private static String figure(BigDecimal figure, String otherwise) {
        return Optional.ofNullable(figure).map(Figure::plain).orElse(otherwise);
    }
}
