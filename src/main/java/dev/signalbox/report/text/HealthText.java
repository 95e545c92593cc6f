package dev.signalbox.report.text;

import static dev.signalbox.report.text.Columns.Cell;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.report.AlertHealth;
import dev.signalbox.report.CardinalityHealth;
import dev.signalbox.report.CoverageHealth;
import dev.signalbox.report.Figure;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.PolicyHealth;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Scope;
import dev.signalbox.report.SloHealth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as text for a terminal. */
public final class HealthText {
    private static final int MOST_ROWS = 20;
    private static final int INDENT = 2;

    private final HealthReport report;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private HealthText(HealthReport report, Style style) {
        this.report = report;
        this.style = style;
    }

    /** Lines that end with a line feed. */
    public static String of(HealthReport report, Style style) {
        HealthText text = new HealthText(report, style);
        text.write();
        return text.lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private void write() {
        lines.add(style.ink(Style.Ink.BOLD, "Observability health") + " of " + scope() + ", "
                + Figure.minute(report.at()));
        coverage();
        slos();
        alerts();
        cardinality();
        cost();
        policies();
        recommendations();
    }

    private String scope() {
        return switch (report.scope()) {
            case Scope.Cluster() -> "the cluster";
            case Scope.Namespaces(var names) ->
                (names.size() == 1 ? "namespace " : "namespaces ") + String.join(", ", names);
        };
    }

    private void heading(String heading, String summary) {
        lines.add("");
        lines.add(style.ink(Style.Ink.BOLD, heading) + "  " + summary);
    }

    private void coverage() {
        if (report.coverage().isEmpty()) {
            heading("COVERAGE", "not known: the stack's status has none");
            return;
        }
        CoverageHealth coverage = report.coverage().get();
        heading(
                "COVERAGE",
                Figure.percent(coverage.percent()) + ": " + coverage.instrumented() + " of "
                        + Figure.plural(coverage.total(), "workload", "workloads") + " instrumented, "
                        + coverage.declared() + " declared");
        if (coverage.missing().isEmpty()) {
            return;
        }
        Columns columns = new Columns(0, "MISSING", "KIND", "NOT SEEN", "DECLARED");
        coverage.missing().stream()
                .limit(MOST_ROWS)
                .forEach(workload -> columns.row(
                        Cell.of(workload.name().toString()),
                        Cell.of(workload.kind()),
                        Cell.of(workload.signals().stream()
                                .map(signal -> signal.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(","))),
                        Cell.of(workload.declared() ? "yes" : "no")));
        table(columns, coverage.missing().size() + coverage.missingOmitted());
    }

    private void slos() {
        long atRisk = report.slos().stream().filter(SloHealth::isAtRisk).count();
        heading("SLOS", Figure.plural(report.slos().size(), "SLO", "SLOs") + ", " + atRisk + " at risk");
        if (report.slos().isEmpty()) {
            return;
        }
        Columns columns = new Columns(0, "SLO", "STATE", ">TARGET", ">ACTUAL", ">BUDGET LEFT", ">BURN RATE", "WINDOW");
        report.slos().stream()
                .limit(MOST_ROWS)
                .forEach(slo -> columns.row(
                        Cell.of(slo.name().toString()),
                        Cell.of(Figure.state(slo.state()), ink(slo.state())),
                        Cell.of(Figure.percent(slo.target())),
                        Cell.of(Figure.percent(slo.actual())),
                        Cell.of(Figure.percent(slo.remaining())),
                        Cell.of(slo.burnRate().map(Figure::plain).orElse(Figure.UNKNOWN)),
                        Cell.of(slo.window() + "d")));
        table(columns, report.slos().size());
    }

    private static Style.Ink ink(SloStatus.State state) {
        return switch (state) {
            case EXHAUSTED -> Style.Ink.BAD;
            case WARNING -> Style.Ink.WARNING;
            case NO_DATA -> Style.Ink.DIM;
            case HEALTHY -> Style.Ink.GOOD;
        };
    }

    private void alerts() {
        AlertHealth alerts = report.alerts();
        heading(
                "ALERTS",
                alerts.total().map(total -> Figure.count(total) + " in all, ").orElse("") + alerts.firing() + " firing"
                        + counted(alerts.noisy(), " noisy")
                        + counted(alerts.withoutRunbook(), " without runbook")
                        + counted(alerts.neverData(), " without data"));
        if (alerts.ofSlos().isEmpty()) {
            return;
        }
        Columns columns = new Columns(1, "FIRING", "SLO", "SEVERITY", "SINCE");
        alerts.ofSlos().stream()
                .limit(MOST_ROWS)
                .forEach(alert -> columns.row(
                        Cell.of(alert.alert(), Style.Ink.BAD),
                        Cell.of(alert.slo()),
                        Cell.of(alert.severity()),
                        Cell.of(Figure.minute(alert.since()))));
        table(columns, alerts.ofSlos().size());
    }

    private static String counted(AlertHealth.Listed<?> alerts, String what) {
        return alerts.known() ? ", " + alerts.count() + what : "";
    }

    private void cardinality() {
        CardinalityHealth cardinality = report.cardinality();
        heading(
                "SERIES",
                cardinality
                                .series()
                                .map(series -> Figure.count(series) + " active")
                                .orElse("not known")
                        + cardinality
                                .unattributed()
                                .map(series -> ", " + Figure.count(series) + " of no known service")
                                .orElse("")
                        + ", " + Figure.plural(cardinality.overLimit(), "service", "services") + " over the limit");
        if (cardinality.top().isEmpty()) {
            return;
        }
        Columns columns = new Columns(0, "SERVICE", ">SERIES", ">LIMIT", ">OF LIMIT", "LIMIT REACHED BY");
        cardinality.top().stream()
                .limit(MOST_ROWS)
                .forEach(budget -> columns.row(
                        Cell.of(budget.name().toString()),
                        Cell.of(Figure.count(budget.series())),
                        Cell.of(Figure.count(budget.limit())),
                        budget.series() > budget.limit()
                                ? Cell.of(Figure.percent(budget.percent()), Style.Ink.BAD)
                                : Cell.of(Figure.percent(budget.percent())),
                        Cell.of(budget.limitReachedBy().isEmpty() ? "" : Figure.minute(budget.limitReachedBy()))));
        table(columns, cardinality.top().size());
    }

    private void cost() {
        heading(
                "COST",
                report.cost()
                        .total()
                        .map(total -> Figure.money(total) + " a month")
                        .orElse("not known"));
        if (report.cost().services().isEmpty()) {
            return;
        }
        Columns columns = new Columns(0, "SERVICE", ">A MONTH", ">OF BUDGET", ">SERIES", ">LOGS GB", ">SPANS GB");
        report.cost().services().stream()
                .limit(MOST_ROWS)
                .forEach(service -> columns.row(
                        Cell.of(service.name().toString()),
                        Cell.of(Figure.money(service.cost())),
                        Cell.of(Figure.percent(Optional.of(service.cost()).map(CostStatus::percentOfBudget))),
                        Cell.of(Optional.ofNullable(service.cost().activeSeries())
                                .map(Figure::count)
                                .orElse(Figure.UNKNOWN)),
                        Cell.of(plain(service.cost().logGB())),
                        Cell.of(plain(service.cost().spanGB()))));
        table(columns, report.cost().services().size());
    }

    private void policies() {
        PolicyHealth policies = report.policies();
        heading(
                "POLICIES",
                Figure.plural(policies.judged(), "resource", "resources") + " judged, "
                        + policies.violating().size() + " of them break rules");
        if (policies.policies().isEmpty()) {
            return;
        }
        Columns columns = new Columns(0, "POLICY", "ENFORCEMENT", ">CHECKED", ">VIOLATING", ">EXCEPTED");
        policies.policies().stream()
                .limit(MOST_ROWS)
                .forEach(policy -> columns.row(
                        Cell.of(policy.name()),
                        Cell.of(policy.enforcement()),
                        Cell.of(Figure.count(policy.checked())),
                        Cell.of(Figure.count(policy.violating())),
                        Cell.of(Figure.count(policy.excepted()))));
        table(columns, policies.policies().size());
    }

    private static String plain(BigDecimal number) {
        return Optional.ofNullable(number).map(Figure::plain).orElse(Figure.UNKNOWN);
    }

    private void recommendations() {
        heading("TO DO", Figure.plural(report.recommendations().size(), "thing", "things") + ", the most urgent first");
        int number = 0;
        for (Recommendation one : report.recommendations()) {
            number++;
            lines.add("");
            Style.Ink ink = one.urgency() == Recommendation.Urgency.NOW ? Style.Ink.BAD : Style.Ink.BOLD;
            lines.add("  " + number + ". " + style.ink(ink, one.urgency().text()) + "  "
                    + Style.printable(one.kind() + " " + one.subject() + ": " + one.title()));
            wrapped(one.reason()).forEach(line -> lines.add("     " + Style.printable(line)));
            one.remedy().place().ifPresent(place -> lines.add("     In " + Style.printable(place) + ":"));
            one.remedy().text().lines().forEach(line -> lines.add("       " + Style.printable(line)));
        }
    }

    private void table(Columns columns, int all) {
        lines.addAll(columns.lines(style));
        if (all > columns.rows().size()) {
            lines.add(" ".repeat(INDENT)
                    + style.ink(Style.Ink.DIM, "and " + (all - columns.rows().size()) + " more; see -o json"));
        }
    }

    private Stream<String> wrapped(String text) {
        int width = Math.max(40, style.width() - 5);
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        wrapped.add(line.toString());
        return wrapped.stream();
    }
}
