package dev.signalbox.interchange.openslo;

import dev.signalbox.api.v1alpha1.BurnRates.Row;
import dev.signalbox.api.v1alpha1.BurnRates.Severity;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.model.PrometheusDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads an alert's condition: a burn rate over a window. */
final class AlertCondition {
    private static final Set<String> PAGES =
            Set.of("page", "critical", "crit", "high", "urgent", "emergency", "fatal", "sev0", "sev1", "p0", "p1");
    private static final int LONGEST_SEVERITY = 256;

    private static final Duration CELL = Duration.ofMinutes(5);
    /** How the short window of each row of the standard table relates to its long one. */
    private static final int SHARE = 12;

    private AlertCondition() {}

    static Severity severity(String severity) {
        String word = severity.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return PAGES.contains(word) ? Severity.PAGE : Severity.TICKET;
    }

    /** Whether a severity says no more than which of our alerts it is, or can't be said. */
    static boolean isOurs(String severity) {
        return severity.isBlank()
                || severity.length() > LONGEST_SEVERITY
                || severity.equalsIgnoreCase("page")
                || severity.equalsIgnoreCase("ticket");
    }

    /** The row; nothing, and a note, where it can't be one. */
    static Optional<Row> read(Field condition, Severity severity, int windowDays) {
        String kind = condition.at("kind").text().orElse("burnrate");
        condition.at("op").skip();
        if (!kind.equalsIgnoreCase("burnrate")) {
            condition.at("kind").note("is no burn rate, left out: " + condition.shown());
            return Optional.empty();
        }
        Optional<BigDecimal> threshold = number(condition.at("threshold"));
        Optional<Duration> lookback = duration(condition.at("lookbackWindow"));
        duration(condition.at("alertAfter")).filter(Duration::isPositive).ifPresent(after -> condition
                .at("alertAfter")
                .note("has no counterpart: the short window plays its part"));
        if (threshold.filter(rate -> rate.compareTo(BigDecimal.ONE) >= 0).isEmpty()) {
            condition
                    .at("threshold")
                    .note("is left out: a burn rate is 1 or more, since below 1 the budget lasts; was "
                            + condition.at("threshold").shown());
            return Optional.empty();
        }
        if (lookback.isEmpty()) {
            condition
                    .at("lookbackWindow")
                    .note("is left out: must be a duration, was "
                            + condition.at("lookbackWindow").shown());
            return Optional.empty();
        }
        Duration longWindow = fitting(lookback.get(), windowDays);
        if (!longWindow.equals(lookback.get())) {
            condition
                    .at("lookbackWindow")
                    .note("became " + PrometheusDuration.print(longWindow)
                            + ": windows are whole 5m, 10m up to that of the SLO");
        }
        Duration shortWindow = cells(longWindow.dividedBy(SHARE));
        return Optional.of(new Row(
                severity.word(),
                null,
                threshold.get().stripTrailingZeros().scale() < 0
                        ? threshold.get().setScale(0)
                        : threshold.get(),
                PrometheusDuration.print(longWindow),
                PrometheusDuration.print(shortWindow)));
    }

    private static Duration fitting(Duration wanted, int windowDays) {
        Duration longest = Duration.ofDays(windowDays);
        Duration whole = cells(wanted);
        Duration fitting = whole.compareTo(longest) > 0 ? longest : whole;
        return fitting.compareTo(CELL) > 0 ? fitting : CELL.multipliedBy(2);
    }

    /** The nearest number of whole cells from below, at least one. */
    private static Duration cells(Duration duration) {
        return CELL.multipliedBy(Math.max(1, duration.dividedBy(CELL)));
    }

    private static Optional<Duration> duration(Field field) {
        return field.text().flatMap(Shorthand::parse).map(Shorthand::duration);
    }

    private static Optional<BigDecimal> number(Field field) {
        return field.text().flatMap(AlertCondition::decimal);
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
