package dev.signalbox.report.html;

import dev.signalbox.api.v1alpha1.Signal;
import dev.signalbox.report.CoverageHealth;
import dev.signalbox.report.Dimension;
import dev.signalbox.report.Figure;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.ServiceHealth;
import dev.signalbox.report.html.Table.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is observed, by workload and by service. */
final class CoverageSection {
    private final HealthReport report;

    CoverageSection(HealthReport report) {
        this.report = report;
    }

    Html html() {
        return Section.of(
                "coverage",
                "Coverage",
                report.coverage()
                        .map(CoverageSection::missing)
                        .orElseGet(
                                () -> Section.nothing("Nobody has looked yet: the stack's status says nothing of it.")),
                services());
    }

    private static Html missing(CoverageHealth coverage) {
        Html summary = Tag.of("p")
                .text(coverage.instrumented() + " of " + Figure.plural(coverage.total(), "workload", "workloads")
                        + " are instrumented: every required signal of them was seen. " + coverage.declared()
                        + " are declared.");
        if (coverage.missing().isEmpty()) {
            return summary;
        }
        Table table = Table.of(
                "missing-table", "Workloads that are not instrumented", "Missing", "Kind", "Not seen", "Declared");
        coverage.missing()
                .forEach(workload -> table.row(
                        Cell.sorted(Words.breakable(workload.name()), workload.name()),
                        Cell.of(workload.kind()),
                        Cell.of(signals(workload.signals())),
                        Cell.of(workload.declared() ? "yes" : "no")));
        return Html.join(
                summary,
                table.html(),
                coverage.missingOmitted() == 0
                        ? Html.NONE
                        : Section.nothing("And " + coverage.missingOmitted() + " more, which the status leaves out."));
    }

    private static String signals(List<Signal> signals) {
        return signals.isEmpty()
                ? Figure.UNKNOWN
                : signals.stream()
                        .map(signal -> signal.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private Html services() {
        if (report.services().isEmpty()) {
            return Section.nothing("No service is declared.");
        }
        Table table = Table.of(
                "service-table",
                "Services and what is seen of them",
                Stream.concat(
                                Stream.of("Service", "Team", ">Tier"),
                                Stream.of(Dimension.values()).map(CoverageSection::label))
                        .toArray(String[]::new));
        report.services().forEach(service -> table.row(cells(service)));
        return Html.join(
                Tag.of("h3").text("Services"), Tag.of("div", "class", "dense").with(table.html()));
    }

    private static Cell[] cells(ServiceHealth service) {
        return Stream.concat(
                        Stream.of(
                                Cell.sorted(Link.service(service.name()), service.name()),
                                Cell.of(service.team().orElse(Figure.UNKNOWN)),
                                Cell.of(service.tier().map(String::valueOf).orElse(Figure.UNKNOWN))),
                        Stream.of(Dimension.values()).map(dimension -> observed(dimension, service)))
                .toArray(Cell[]::new);
    }

    private static Cell observed(Dimension dimension, ServiceHealth service) {
        return Cell.of(Optional.of(service)
                .flatMap(ServiceHealth::coverage)
                .map(coverage -> Icon.of(dimension.of(coverage)))
                .orElseGet(() -> Words.quiet(Figure.UNKNOWN)));
    }

    /** A heading. */
    static String label(Dimension dimension) {
        return switch (dimension) {
            case METRICS -> "Metrics";
            case LOGS -> "Logs";
            case TRACES -> "Traces";
            case PROFILES -> "Profiles";
            case SLO -> "SLO";
            case ALERTS -> "Alerts";
            case DASHBOARD -> "Dashboard";
        };
    }
}
