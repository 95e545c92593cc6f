package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.above;
import static dev.signalbox.promql.Promql.largest;
import static dev.signalbox.promql.Promql.rate;
import static dev.signalbox.promql.Promql.selector;

import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.LookupLinks;
import dev.signalbox.model.Alerting.MissingData;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.PromqlPrinter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page that whoever is alerted reads first, as Markdown. Queries are indented, not fenced, so that nothing in them
 * can end the block.
 *
 * @param rows by which its alerts fire
 */
record SloRunbook(
        Slo slo,
        Identity identity,
        DeclaredService service,
        IndicatorQueries indicator,
        List<AlertRow> rows,
        LookupLinks links) {
    private static final Duration NOW = Duration.ofMinutes(5);
    private static final int MOST = 10;
    private static final int FAST = 10;

    String markdown() {
        return "# %s: %s\n\n%s%s\n%s\n%s\n%s%s"
                .formatted(
                        identity.service(),
                        slo.name().name(),
                        description(),
                        promise(),
                        symptom(),
                        impact(),
                        queries(),
                        furtherReading());
    }

    private String description() {
        return slo.description().isBlank()
                ? ""
                : slo.description()
                                .strip()
                                .lines()
                                .map(line -> "> " + line + "\n")
                                .collect(Collectors.joining()) + "\n";
    }

    private String promise() {
        Judged judged = Judged.by(slo.indicator());
        return "SLO `%s`: %s%% of %s over %dd %s to be good.%s%s%s\n"
                .formatted(
                        slo.name(),
                        slo.objective(),
                        judged.all(),
                        slo.windowDays(),
                        judged.verb(),
                        service.team().map(team -> " Team: " + team + ".").orElse(""),
                        service.tier().map(tier -> " Tier: " + tier + ".").orElse(""),
                        slo.groupBy().isEmpty()
                                ? ""
                                : slo.groupBy().stream()
                                        .collect(Collectors.joining("`, `", " Each `", "` has a budget of its own.")));
    }

    private String symptom() {
        return "## Symptom\n\n" + burning() + missing();
    }

    private String burning() {
        List<AlertRow> firing = rows.stream()
                .filter(row -> !slo.alerting().route(row.severity()).disabled())
                .toList();
        if (firing.isEmpty()) {
            return "Nothing fires, however fast the budget burns.\n";
        }
        long minimum = slo.alerting().minimumEvents();
        return "`%s` fires while the share of %s that is bad is above a limit in both windows%s:\n\n"
                        .formatted(
                                slo.alerting().name(),
                                Judged.by(slo.indicator()).all(),
                                minimum == 0 ? "" : ", with at least %d events in the longer one".formatted(minimum))
                + "| alert | limit | windows | burn rate |\n| --- | --- | --- | --- |\n"
                + firing.stream().map(SloRunbook::row).collect(Collectors.joining());
    }

    private static String row(AlertRow row) {
        return "| %s | %s | %s and %s | %s |\n"
                .formatted(
                        row.severity().label(),
                        percentage(row.errorRatio()),
                        PrometheusDuration.print(row.longWindow()),
                        PrometheusDuration.print(row.shortWindow()),
                        row.factor().toPlainString());
    }

    private String missing() {
        return slo.alerting().missingData() == MissingData.IGNORE
                ? ""
                : "\n`%s` fires when data that was there in the last 24 hours is gone; after a page it is a page.\n"
                        .formatted(MissingDataAlerts.NAME);
    }

    private String impact() {
        BigDecimal budget = slo.objective().errorBudget();
        long millis =
                budget.multiply(BigDecimal.valueOf(slo.window().toMillis())).longValue();
        return """
                ## Impact

                %1$s of %5$s may be bad: as much as %2$s in which everything fails, in any %3$dd. A burn rate of 1 spends that in %3$dd,
                one of 10 in %4$s.
                """.formatted(
                        percentage(budget),
                        PrometheusDuration.print(Duration.ofMillis(millis)),
                        slo.windowDays(),
                        PrometheusDuration.print(slo.window().dividedBy(FAST)),
                        Judged.by(slo.indicator()).all());
    }

    private String queries() {
        return "## First queries\n"
                + query("How bad it is now, 0 to 1", recorded(SloSeries.errorRatio(NOW)))
                + query("How fast the budget burns; 1 is as fast as it may", recorded(SloSeries.CURRENT_BURN_RATE))
                + query("How much of the budget is left; below 0 it is overspent", recorded(SloSeries.BUDGET_REMAINING))
                + worst().map(expr -> query("Where the bad events come from", expr))
                        .orElse("")
                + query("What the rules read, from the raw series; nothing: the data is gone", raw())
                + query("What fires", identity.firing());
    }

    /** What is recorded first, because all else is made of it. */
    private Expr raw() {
        return Stream.concat(indicator.now().stream(), indicator.shortWindow(NOW).stream())
                .findFirst()
                .orElseThrow()
                .expr();
    }

    /** The raw series with the most bad events, where the indicator tells them directly. */
    private Optional<Expr> worst() {
        return slo.indicator() instanceof Indicator.Ratio ratio
                        && ratio.bad() instanceof Indicator.BadEvents.Errors(String selector)
                ? Optional.of(largest(MOST, above(rate(selector(selector), NOW), BigDecimal.ZERO)))
                : Optional.empty();
    }

    private String furtherReading() {
        String lines = link("Runbook", slo.alerting().runbook().or(service::runbook))
                + link("Dashboard", slo.alerting().dashboard())
                + link(
                        "Error ratio of the last hours",
                        QueryLinks.to(PromqlPrinter.print(recorded(SloSeries.errorRatio(NOW))), links));
        return lines.isEmpty() ? "" : "\n## Links\n\n" + lines;
    }

    private Expr recorded(String series) {
        return identity.series(series);
    }

    private static String query(String question, Expr expr) {
        return "\n%s:\n\n    %s\n".formatted(question, PromqlPrinter.print(expr));
    }

    private static String link(String text, Optional<String> url) {
        return url.map(there -> "- %s: <%s>\n".formatted(text, there)).orElse("");
    }

    private static String percentage(BigDecimal ratio) {
        return ratio.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
