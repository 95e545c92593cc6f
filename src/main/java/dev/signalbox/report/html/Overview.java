package dev.signalbox.report.html;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.report.CollectorHealth;
import dev.signalbox.report.Figure;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Problem;
import dev.signalbox.report.Scope;
import dev.signalbox.report.SloHealth;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The first page: how it is, what is wrong, and where to look. */
final class Overview {
    private final HealthReport report;

    Overview(HealthReport report) {
        this.report = report;
    }

    Html html() {
        return Tag.of("article", "class", "page overview", "id", "overview", "aria-labelledby", "overview-heading")
                .with(
                        Tag.of("h1", "id", "overview-heading", "tabindex", "-1").text("Observability health"),
                        Tag.of("p", "class", "meta").with(Html.text(scope() + " · " + Figure.minute(report.at()))),
                        Tag.of("ul", "class", "tiles", "role", "list").with(coverage(), slos(), series(), cost()),
                        Section.of("to-do", "What to do", new Remedies(report).all()),
                        new SloSection(report.slos()).html(),
                        new CoverageSection(report).html(),
                        new SeriesSection(report).html(),
                        new CostSection(report.cost()).html(),
                        new AlertSection(report.alerts()).html(),
                        new PolicySection(report.policies()).html(),
                        collectors());
    }

    private String scope() {
        return switch (report.scope()) {
            case Scope.Cluster() -> "The whole cluster";
            case Scope.Namespaces(var names) ->
                (names.size() == 1 ? "Namespace " : "Namespaces ") + String.join(", ", names);
        };
    }

    private Html coverage() {
        return report.coverage()
                .map(coverage -> tile(
                        "coverage",
                        "Instrumented",
                        Figure.percent(coverage.percent()),
                        Bar.of(coverage.percent(), Icon.GOOD),
                        Html.text(coverage.instrumented() + " of "
                                + Figure.plural(coverage.total(), "workload", "workloads"))))
                .orElseGet(() -> tile(
                        "coverage", "Instrumented", Figure.UNKNOWN, Html.NONE, Html.text("nobody has looked yet")));
    }

    private Html slos() {
        long exhausted = count(SloStatus.State.EXHAUSTED);
        long warning = count(SloStatus.State.WARNING);
        long noData = count(SloStatus.State.NO_DATA);
        Html states = Html.join(Stream.of(
                        exhausted == 0 ? Html.NONE : Icon.BAD.beside(exhausted + " exhausted"),
                        warning == 0 ? Html.NONE : Icon.WARNING.beside(warning + " warning"),
                        noData == 0 ? Html.NONE : Icon.UNKNOWN.beside(noData + " no data"),
                        exhausted + warning + noData > 0 ? Html.NONE : Icon.GOOD.beside("all healthy"))
                .filter(state -> !state.isEmpty())
                .map(state -> Html.join(state, Html.text(" "))));
        return tile(
                "slos",
                "SLOs at risk",
                (exhausted + warning) + " of " + report.slos().size(),
                Html.NONE,
                report.slos().isEmpty() ? Html.text("no SLO is declared") : states);
    }

    private long count(SloStatus.State state) {
        return report.slos().stream()
                .map(SloHealth::state)
                .filter(state::equals)
                .count();
    }

    private Html series() {
        int over = report.cardinality().overLimit();
        return tile(
                "series",
                "Active series",
                report.cardinality().series().map(Figure::count).orElse(Figure.UNKNOWN),
                Html.NONE,
                report.cardinality().series().isEmpty()
                        ? Html.text("nobody has counted yet")
                        : (over == 0 ? Icon.GOOD : Icon.BAD)
                                .beside(
                                        over == 0
                                                ? "all within limits"
                                                : Figure.plural(over, "service", "services") + " over the limit"));
    }

    private Html cost() {
        Optional<CostStatus> total = report.cost().total();
        long over = report.cost().services().stream()
                .filter(service -> Optional.ofNullable(service.cost().percentOfBudget())
                        .filter(percent -> percent.compareTo(BigDecimal.valueOf(100)) > 0)
                        .isPresent())
                .count();
        return tile(
                "cost",
                "Cost a month",
                total.map(Figure::money).orElse(Figure.UNKNOWN),
                Html.NONE,
                over > 0
                        ? Icon.WARNING.beside(Figure.plural(over, "service", "services") + " over budget")
                        : Html.text(total.map(CostStatus::basis)
                                .map(basis -> CostSection.BASES.get(basis))
                                .orElse("nobody has measured yet")));
    }

    private static Html tile(String id, String label, String figure, Html bar, Html note) {
        return Tag.of("li", "class", "tile")
                .with(
                        Link.inside(id, Tag.of("span", "class", "label").text(label)),
                        Tag.of("span", "class", "figure").text(figure),
                        bar,
                        Tag.of("span", "class", "note").with(note));
    }

    private Html collectors() {
        return report.collectors()
                .map(collectors -> Section.of(
                        "collectors",
                        "Collectors",
                        Tag.of("ul", "class", "states", "role", "list")
                                .with(
                                        ready("agents", collectors.agents()),
                                        ready("gateways", collectors.gateways()),
                                        ready("of namespaces", collectors.tenants())),
                        problems(collectors.problems())))
                .orElse(Html.NONE);
    }

    private static Html ready(String which, Optional<CollectorHealth.Ready> ready) {
        return ready.map(count -> Tag.of("li")
                        .with(Icon.when(count.isComplete())
                                .beside(count.ready() + " of " + count.desired() + " " + which + " ready")))
                .orElse(Html.NONE);
    }

    /** Conditions that are not as they should be. */
    static Html problems(List<Problem> problems) {
        return problems.isEmpty()
                ? Html.NONE
                : Tag.of("ul", "class", "problems", "role", "list")
                        .with(problems.stream().map(problem -> Tag.of("li")
                                .with(
                                        Icon.BAD.beside(problem.type() + ": " + problem.reason()),
                                        Tag.of("p").text(problem.message()))));
    }
}
