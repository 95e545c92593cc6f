package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.BurnRates.Row;
import dev.signalbox.model.BurnRate;
import dev.signalbox.model.BurnRate.Threshold;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a user's own burn-rate rows. */
final class BurnRateReader {
    /** Windows up to here are read from the raw series, longer ones from the ledger. */
    private static final Duration LONGEST_RAW_WINDOW = Duration.ofHours(1);

    private static final Duration LEDGER_CELL = Duration.ofMinutes(5);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_ROWS = 10;

    private BurnRateReader() {}

    /** The rows as meant; nothing when one of them can't be read. */
    static Optional<List<BurnRate>> read(List<Row> rows, int windowDays, Findings findings) {
        boolean bounded = findings.require(
                !rows.isEmpty() && rows.size() <= MOST_ROWS,
                "spec.alerting.burnRates",
                "must have 1 to %d rows, had %d".formatted(MOST_ROWS, rows.size()),
                "write e.g. [{severity: Page, consumed: 2, long: 1h, short: 5m}]");
        List<BurnRate> read = new ArrayList<>();
        if (bounded) {
            for (int i = 0; i < rows.size(); i++) {
                row("spec.alerting.burnRates[%d]".formatted(i), rows.get(i), windowDays, findings)
                        .ifPresent(read::add);
            }
        }
        return bounded && read.size() == rows.size() ? Optional.of(read) : Optional.empty();
    }

    private static Optional<BurnRate> row(String path, Row row, int windowDays, Findings findings) {
        if (!findings.require(
                row != null,
                path,
                "must be a row, was null",
                "write e.g. {severity: Page, consumed: 2, long: 1h, short: 5m}, or leave it out")) {
            return Optional.empty();
        }
        findings.require(
                row.told().isPresent(),
                path + ".severity",
                "must be Page or Ticket, was " + (row.severity() == null ? "missing" : '"' + row.severity() + '"'),
                "write e.g. Page");
        Optional<Threshold> threshold = threshold(path, row, findings);
        Optional<Duration> longWindow = window(path + ".long", row.longWindow(), windowDays, findings);
        Optional<Duration> shortWindow = window(path + ".short", row.shortWindow(), windowDays, findings);
        boolean ordered = longWindow.isEmpty()
                || shortWindow.isEmpty()
                || findings.require(
                        shortWindow.get().compareTo(longWindow.get()) < 0,
                        path + ".short",
                        "must be shorter than long, was \"%s\" with long \"%s\""
                                .formatted(row.shortWindow(), row.longWindow()),
                        "write e.g. long: 1h, short: 5m");
        if (row.told().isEmpty() || threshold.isEmpty() || longWindow.isEmpty() || shortWindow.isEmpty() || !ordered) {
            return Optional.empty();
        }
        Severity severity =
                switch (row.told().get()) {
                    case PAGE -> Severity.PAGE;
                    case TICKET -> Severity.TICKET;
                };
        return Optional.of(new BurnRate(severity, threshold.get(), longWindow.get(), shortWindow.get()));
    }

    private static Optional<Threshold> threshold(String path, Row row, Findings findings) {
        BigDecimal consumed = row.consumed();
        BigDecimal burnRate = row.burnRate();
        if (!findings.require(
                (consumed == null) != (burnRate == null),
                path,
                "must have exactly one of consumed and burnRate, had " + (consumed == null ? "neither" : "both"),
                "write e.g. consumed: 2 (percent of the budget)")) {
            return Optional.empty();
        }
        if (consumed == null) {
            return findings.require(
                            burnRate.compareTo(BigDecimal.ONE) >= 0,
                            path + ".burnRate",
                            "must be 1 or more, since below 1 the budget lasts; was " + burnRate.toPlainString(),
                            "write e.g. 14.4")
                    ? Optional.of(new Threshold.Factor(burnRate))
                    : Optional.empty();
        }
        return findings.require(
                        consumed.signum() > 0 && consumed.compareTo(HUNDRED) <= 0,
                        path + ".consumed",
                        "must be > 0 and <= 100 percent of the budget, was " + consumed.toPlainString(),
                        "write e.g. 2")
                ? Optional.of(new Threshold.Consumed(consumed))
                : Optional.empty();
    }

    private static Optional<Duration> window(String path, String text, int windowDays, Findings findings) {
        if (text == null) {
            findings.add(path, "must be a duration, was missing", "write e.g. \"1h\"");
            return Optional.empty();
        }
        Optional<Duration> window = PrometheusDuration.parse(text)
                .filter(duration -> duration.compareTo(LEDGER_CELL) >= 0
                        && duration.compareTo(Duration.ofDays(windowDays)) <= 0
                        && (duration.compareTo(LONGEST_RAW_WINDOW) <= 0 || isWholeCells(duration)));
        findings.require(
                window.isPresent(),
                path,
                "must be from 5m to the SLO's window of %dd, above 1h in whole 5m; was \"%s\""
                        .formatted(windowDays, text),
                "write e.g. \"1h\" or \"6h\"");
        return window;
    }

    private static boolean isWholeCells(Duration duration) {
        return duration.toMillis() % LEDGER_CELL.toMillis() == 0;
    }
}
