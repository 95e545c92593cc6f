package dev.signalbox.compile.slo;

import static dev.signalbox.compile.slo.AlertTemplate.PERCENTAGE;
import static dev.signalbox.compile.slo.AlertTemplate.plain;
import static dev.signalbox.promql.Promql.above;
import static dev.signalbox.promql.Promql.and;
import static dev.signalbox.promql.Promql.atLeastZero;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.number;
import static dev.signalbox.promql.Promql.roundedUp;
import static dev.signalbox.promql.Promql.times;

import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.PromqlPrinter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Labels and annotations of an SLO's alerts. What several of them say is put into words once. */
final class AlertTexts {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration NOW = Duration.ofMinutes(5);

    /** A description of up to here fits into the line that a pager shows. */
    private static final int SHORT_DESCRIPTION = 80;

    private static final String LASTS = "; {{ with . | first | value }}at this rate the error budget lasts "
            + "{{ . | humanizeDuration | reReplaceAll \" 0s$\" \"\" }}{{ else }}the error budget is spent{{ end }}";

    private final Slo slo;
    private final Identity identity;
    private final DeclaredService service;
    private final RuleSettings settings;
    private final Optional<String> dashboard;
    private final AlertTemplate template;
    private final IndicatorWords words;
    private final Map<String, String> page;
    private final Map<String, String> ticket;
    private final String aboutSlo;
    private final String budgetLeft;

    /**
     * @param settings where people can look at its series, and who else knows its alerts
     * @param dashboard URL of its own dashboard, where the SLO names no other
     */
    AlertTexts(Slo slo, Identity identity, DeclaredService service, RuleSettings settings, Optional<String> dashboard) {
        this.slo = slo;
        this.identity = identity;
        this.service = service;
        this.settings = settings;
        this.dashboard = dashboard;
        this.template = new AlertTemplate(identity);
        this.words = IndicatorWords.of(slo.indicator());
        this.page = routed(Severity.PAGE);
        this.ticket = routed(Severity.TICKET);
        this.aboutSlo = aboutSlo();
        this.budgetLeft =
                template.with(template.series(SloSeries.BUDGET_REMAINING), "\nError budget left: " + PERCENTAGE + ".");
    }

    /** What the alert is routed, grouped and inhibited by; what a user typed is escaped. */
    Map<String, String> labels(Severity severity) {
        return switch (severity) {
            case PAGE -> page;
            case TICKET -> ticket;
        };
    }

    private Map<String, String> routed(Severity severity) {
        Map<String, String> labels = new TreeMap<>();
        // A group's own tier would be overwritten, and its alert be that of another group.
        service.tier()
                .filter(_ -> !identity.groupBy().contains("tier"))
                .ifPresent(tier -> labels.put("tier", tier.toString()));
        slo.alerting().route(severity).labels().forEach((name, value) -> labels.put(name, plain(value)));
        labels.putAll(identity.labels());
        service.team().ifPresent(team -> labels.put("team", team));
        labels.put("signalbox_severity", severity.label());
        if (settings.compatibility() == RuleSettings.Compatibility.SLOTH) {
            labels.putAll(SlothCopies.labels(identity));
            labels.put("sloth_severity", severity.label());
        }
        return Collections.unmodifiableMap(labels);
    }

    /**
     * Of the page or the ticket.
     *
     * @param rows those by which it fires, at least one
     */
    Map<String, String> burning(Severity severity, List<AlertRow> rows) {
        Duration recent = rows.stream()
                .map(AlertRow::shortWindow)
                .min(Comparator.naturalOrder())
                .orElse(NOW);
        Expr ratio = template.series(SloSeries.errorRatio(recent));
        String summary = identity.service() + template.group()
                + switch (severity) {
                    case PAGE -> " fails its users";
                    case TICKET -> " spends its error budget too fast";
                }
                + inBrackets(slo.description()) + ": "
                + template.with(
                        ratio,
                        PERCENTAGE + " " + words.bad() + " in the last " + PrometheusDuration.print(recent),
                        "{{ $value | humanizePercentage }} " + words.bad())
                + ", " + percentage(slo.objective().errorBudget()) + " is allowed"
                + template.with(secondsLeft(ratio), LASTS);
        StringBuilder fired = new StringBuilder();
        for (AlertRow row : rows) {
            fired.append(fired(row));
        }
        return annotations(summary, fired.toString(), SloSeries.errorRatio(recent));
    }

    /** Of the alert for data that is gone. */
    Map<String, String> missing() {
        return annotations(
                identity.service() + template.group() + " can't be judged: the data of SLO " + slo.name()
                        + " was there in the last 24 hours and is gone",
                "",
                SloSeries.errorRatio(NOW));
    }

    /** How long the rest of the budget lasts, in whole minutes; nothing while it is spent no faster than it may be. */
    private Expr secondsLeft(Expr ratio) {
        BigDecimal errorBudget = slo.objective().errorBudget();
        BigDecimal minutesOfOutage =
                errorBudget.multiply(BigDecimal.valueOf(slo.window().toMinutes()));
        Expr left = atLeastZero(template.series(SloSeries.BUDGET_REMAINING));
        return times(
                roundedUp(
                        divided(times(left, number(minutesOfOutage.stripTrailingZeros())), above(ratio, errorBudget))),
                number(MINUTE.toSeconds()));
    }

    /** A line for a row that is over its limit in both windows. */
    private String fired(AlertRow row) {
        String longWindow = PrometheusDuration.print(row.longWindow());
        Expr over = and(
                above(template.series(SloSeries.errorRatio(row.longWindow())), row.errorRatio()),
                above(template.series(SloSeries.errorRatio(row.shortWindow())), row.errorRatio()));
        return template.with(
                over,
                "\nOver " + longWindow + " and " + PrometheusDuration.print(row.shortWindow())
                        + " it burns more than " + row.factor().toPlainString() + " times as fast as it may: "
                        + PERCENTAGE + " " + words.bad() + " in the last " + longWindow
                        + ", the limit is " + percentage(row.errorRatio()) + ".");
    }

    /** @param more lines, each with a line break before it */
    private Map<String, String> annotations(String summary, String more, String series) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", summary);
        annotations.put("description", aboutSlo + more + budgetLeft);
        slo.alerting().runbook().or(service::runbook).ifPresent(link -> annotations.put("runbook_url", plain(link)));
        slo.alerting().dashboard().or(() -> dashboard).ifPresent(link -> annotations.put("dashboard_url", plain(link)));
        String query = PromqlPrinter.print(identity.series(series));
        QueryLinks.to(query, settings.links())
                .ifPresentOrElse(
                        link -> annotations.put("query_url", plain(link)), () -> annotations.put("query", query));
        return annotations;
    }

    private String aboutSlo() {
        String objective = "SLO " + slo.name() + ": " + slo.objective() + "% of " + words.counted() + " over "
                + slo.windowDays() + "d.";
        return slo.description().isBlank() ? objective : plain(slo.description().strip()) + "\n" + objective;
    }

    private static String inBrackets(String description) {
        String text = description.strip();
        return text.isEmpty()
                        || text.length() > SHORT_DESCRIPTION
                        || text.lines().count() > 1
                ? ""
                : " (" + plain(text) + ")";
    }

    private static String percentage(BigDecimal ratio) {
        return ratio.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
