package dev.signalbox.report.html;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Advice;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.DashboardStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Usage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.WorkloadCoverage;
import dev.signalbox.report.Dimension;
import dev.signalbox.report.Figure;
import dev.signalbox.report.ServiceHealth;
import dev.signalbox.report.html.Table.Cell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All about one service. */
final class ServicePage {
    private static final Map<ServiceObservabilitySpec.Dashboard, String> DASHBOARDS = Map.of(
            ServiceObservabilitySpec.Dashboard.GOLDEN_SIGNALS, "Golden signals",
            ServiceObservabilitySpec.Dashboard.SLO, "SLO",
            ServiceObservabilitySpec.Dashboard.LOGS, "Logs",
            ServiceObservabilitySpec.Dashboard.RUNTIME, "Runtime",
            ServiceObservabilitySpec.Dashboard.DEPENDENCIES, "Dependencies");

    private final ServiceHealth service;
    private final Remedies remedies;

    ServicePage(ServiceHealth service, Remedies remedies) {
        this.service = service;
        this.remedies = remedies;
    }

    Html html() {
        return new Page("Service", Link.serviceId(service.name()), service.name())
                .of(
                        Link.inside("coverage", Html.text("Services")),
                        facts(),
                        service.problems().isEmpty()
                                ? Html.NONE
                                : Html.join(Tag.of("h2").text("Conditions"), Overview.problems(service.problems())),
                        remedies.about("ServiceObservability", service.name()),
                        Tag.of("h2").text("Objectives"),
                        service.slos().isEmpty()
                                ? Section.nothing("It has no SLO.")
                                : SloSection.table("", service.slos()),
                        workloads(),
                        deployments(),
                        cardinality());
    }

    private Html facts() {
        Facts facts = new Facts()
                .add("Name on telemetry", service.service())
                .add("Team", service.team().map(Html::text))
                .add("Tier", service.tier().map(tier -> Html.text(tier.toString())))
                .add("Environment", service.environment().map(Html::text))
                .add("Runbook", service.runbook().map(url -> Link.outside(url, url)))
                .add("Series", series())
                .add("Cost a month", service.cost().map(this::cost))
                .add("Traces", service.sampling().map(ServicePage::sampling))
                .add(
                        "Dashboards",
                        Optional.of(service.dashboards())
                                .filter(all -> !all.isEmpty())
                                .map(all ->
                                        Html.join(all.stream().map(one -> Html.join(dashboard(one), Html.text(" "))))));
        return facts.html();
    }

    private Html series() {
        return service.series()
                .map(series -> service.isOverLimit()
                        ? Icon.BAD.beside(Figure.count(series) + " of " + Figure.count(service.seriesLimit()))
                        : Html.text(Figure.count(series) + " of " + Figure.count(service.seriesLimit())))
                .orElseGet(() -> Html.text(Figure.UNKNOWN));
    }

    private Html cost(CostStatus cost) {
        return Html.join(
                Html.text(Figure.money(cost)
                        + service.costBudget().map(budget -> " of " + budget).orElse("") + ", "
                        + CostSection.basis(cost)),
                cost.percentOfBudget() == null ? Html.NONE : Html.join(Html.text(" "), CostSection.ofBudget(cost)));
    }

    private static Html sampling(ServiceHealth.Sampling sampling) {
        return Html.text("policy " + sampling.policy()
                + sampling.decision()
                        .filter(decision -> decision.percent() != null)
                        .map(decision -> ", " + Figure.percent(decision.percent()) + " kept of what no rule decides")
                        .orElse(""));
    }

    private static Html dashboard(DashboardStatus dashboard) {
        String name = Optional.ofNullable(dashboard.name()).map(DASHBOARDS::get).orElse("Dashboard");
        return dashboard.url() == null ? Html.text(name) : Link.outside(dashboard.url(), name);
    }

    private Html workloads() {
        Table table = Table.of(
                "",
                "Workloads and what is seen of them",
                Stream.concat(
                                Stream.of("Workload"),
                                Stream.of(Dimension.values()).map(CoverageSection::label))
                        .toArray(String[]::new));
        service.workloads().forEach(workload -> table.row(cells(workload)));
        return Html.join(
                Tag.of("h2").text("Coverage"),
                service.workloads().isEmpty()
                        ? service.coverage()
                                .map(coverage -> Tag.of("ul", "class", "states", "role", "list")
                                        .with(Stream.of(Dimension.values()).map(dimension -> Tag.of("li")
                                                .with(
                                                        Words.quiet(CoverageSection.label(dimension) + " "),
                                                        Icon.of(dimension.of(coverage))))))
                                .orElseGet(() -> Section.nothing("Nobody has looked yet."))
                        : Tag.of("div", "class", "dense").with(table.html()));
    }

    private Html deployments() {
        return service.deployments().isEmpty()
                ? Html.NONE
                : Html.join(
                        Tag.of("h2").text("Deployments"),
                        Tag.of("ul", "class", "names")
                                .with(service.deployments().stream()
                                        .map(change -> Tag.of("li").with(SloPage.deployment(change)))));
    }

    private static Cell[] cells(WorkloadCoverage workload) {
        return Stream.concat(
                        Stream.of(Cell.of(workload.kind() + " " + workload.name())),
                        Stream.of(Dimension.values())
                                .map(dimension -> Cell.of(Optional.ofNullable(workload.coverage())
                                        .map(coverage -> Icon.of(dimension.of(coverage)))
                                        .orElseGet(() -> Words.quiet(Figure.UNKNOWN)))))
                .toArray(Cell[]::new);
    }

    private Html cardinality() {
        return service.cardinality()
                .map(cardinality -> Html.join(
                        Tag.of("h2").text("Time series"),
                        Tag.of("div", "class", "columns").with(metrics(cardinality), labels(cardinality)),
                        advice(cardinality)))
                .orElse(Html.NONE);
    }

    private static Html metrics(CardinalityStatus cardinality) {
        Table table = Table.of("", "Metrics with the most series", "Metric", ">Series");
        list(cardinality.topMetrics())
                .forEach(metric -> table.row(
                        Cell.of(Words.code(metric.name())),
                        Cell.sorted(Figure.count(metric.series()), metric.series())));
        return table.rows().isEmpty() ? Html.NONE : table.html();
    }

    private static Html labels(CardinalityStatus cardinality) {
        Table table = Table.of("", "Labels with the most values", "Label", ">Values");
        list(cardinality.topLabels())
                .forEach(label -> table.row(
                        Cell.of(Words.code(label.name())), Cell.sorted(Figure.count(label.values()), label.values())));
        return table.rows().isEmpty() ? Html.NONE : table.html();
    }

    private static Html advice(CardinalityStatus cardinality) {
        Table table = Table.of("", "What can be dropped", "Drop", "Of", ">Series saved", "Used");
        list(cardinality.advice())
                .forEach(advice -> table.row(
                        Cell.of(dropped(advice)),
                        Cell.of(
                                advice.metric() == null || advice.label() == null
                                        ? Html.text(Figure.UNKNOWN)
                                        : Words.code(advice.metric())),
                        Cell.sorted(
                                Optional.ofNullable(advice.seriesSaved())
                                        .map(Figure::count)
                                        .orElse(Figure.UNKNOWN),
                                Optional.ofNullable(advice.seriesSaved()).orElse(0L)),
                        Cell.of(
                                advice.usage() == Usage.VERIFIED
                                        ? "by no dashboard, rule or SLO"
                                        : "not all dashboards could be read")));
        return table.rows().isEmpty()
                ? Html.NONE
                : Html.join(
                        Tag.of("h3").text("What can be dropped"),
                        Section.nothing("Savings don't add up."),
                        table.html());
    }

    private static Html dropped(Advice advice) {
        if (advice.label() == null && advice.metric() == null) {
            return Words.code(Optional.ofNullable(advice.change()).orElse(Figure.UNKNOWN));
        }
        return advice.label() == null
                ? Html.join(
                        Html.text("metric "),
                        Words.code(Optional.ofNullable(advice.metric()).orElse("")))
                : Html.join(Html.text("label "), Words.code(advice.label()));
    }

    private static <T> List<T> list(List<T> list) {
        return Optional.ofNullable(list).orElse(List.of());
    }
}
