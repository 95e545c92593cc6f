package dev.signalbox.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * The burn-rate tables that a user names by one word.
 *
 * @see <a href="https://sre.google/workbook/alerting-on-slos/#recommended_parameters_for_an_slo_based_alerting_configuration">
 *     The Site Reliability Workbook, table 5-8</a>
 */
public final class BurnRateTable {

    /** For a 30-day window these are the factors 14.4, 6, 3 and 1. */
    public static final List<BurnRate> STANDARD = List.of(
            row(Severity.PAGE, 2, Duration.ofHours(1), Duration.ofMinutes(5)),
            row(Severity.PAGE, 5, Duration.ofHours(6), Duration.ofMinutes(30)),
            row(Severity.TICKET, 10, Duration.ofDays(1), Duration.ofHours(2)),
            row(Severity.TICKET, 10, Duration.ofDays(3), Duration.ofHours(6)));

    /** Without the slowest row: a budget that lasts just about the whole window raises nothing. */
    public static final List<BurnRate> RELAXED = STANDARD.subList(0, 3);

    private BurnRateTable() {}

    private static BurnRate row(Severity severity, long consumedPercent, Duration longWindow, Duration shortWindow) {
        return new BurnRate(
                severity,
                new BurnRate.Threshold.Consumed(BigDecimal.valueOf(consumedPercent)),
                longWindow,
                shortWindow);
    }
}
