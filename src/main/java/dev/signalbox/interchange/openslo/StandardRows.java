package dev.signalbox.interchange.openslo;

import dev.signalbox.api.v1alpha1.BurnRates;
import dev.signalbox.api.v1alpha1.BurnRates.Row;
import dev.signalbox.api.v1alpha1.BurnRates.Severity;
import dev.signalbox.model.BurnRate;
import dev.signalbox.model.BurnRateTable;
import dev.signalbox.model.PrometheusDuration;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The tables of burn rates that have a name, as rows for one window. */
final class StandardRows {
    private static final int DIGITS = 6;

    private StandardRows() {}

    /** The table whose rows these are. */
    static Optional<BurnRates> named(List<Row> rows, int windowDays) {
        if (areSame(rows, of(BurnRateTable.STANDARD, windowDays))) {
            return Optional.of(BurnRates.Preset.STANDARD);
        }
        return areSame(rows, of(BurnRateTable.RELAXED, windowDays))
                ? Optional.of(BurnRates.Preset.RELAXED)
                : Optional.empty();
    }

    /** The rows of a table: factor = max(1, consumed × window ÷ long window). */
    static List<Row> of(List<BurnRate> table, int windowDays) {
        return table.stream().map(rate -> row(rate, windowDays)).toList();
    }

    private static Row row(BurnRate rate, int windowDays) {
        BigDecimal factor =
                switch (rate.threshold()) {
                    case BurnRate.Threshold.Factor(BigDecimal given) -> given;
                    case BurnRate.Threshold.Consumed(BigDecimal percent) ->
                        factor(percent, windowDays, rate.longWindow());
                };
        Severity severity =
                switch (rate.severity()) {
                    case PAGE -> Severity.PAGE;
                    case TICKET -> Severity.TICKET;
                };
        return new Row(
                severity.word(),
                null,
                factor,
                PrometheusDuration.print(rate.longWindow()),
                PrometheusDuration.print(rate.shortWindow()));
    }

    /** How many times as fast as allowed a budget burns of which a share is gone after the long window. */
    static BigDecimal factor(BigDecimal percent, int windowDays, Duration longWindow) {
        BigDecimal window = BigDecimal.valueOf(Duration.ofDays(windowDays).toSeconds());
        BigDecimal factor = percent.multiply(window)
                .divide(BigDecimal.valueOf(longWindow.toSeconds() * 100), DIGITS, RoundingMode.HALF_UP)
                .max(BigDecimal.ONE)
                .stripTrailingZeros();
        return factor.scale() < 0 ? factor.setScale(0) : factor;
    }

    private static boolean areSame(List<Row> rows, List<Row> table) {
        return rows.size() == table.size() && new HashSet<>(plain(rows)).equals(new HashSet<>(plain(table)));
    }

    private static List<Row> plain(List<Row> rows) {
        return rows.stream()
                .map(row -> new Row(
                        row.severity(), null, row.burnRate().stripTrailingZeros(), row.longWindow(), row.shortWindow()))
                .toList();
    }
}
