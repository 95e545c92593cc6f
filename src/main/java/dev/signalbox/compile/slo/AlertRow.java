package dev.signalbox.compile.slo;

import dev.signalbox.model.BurnRate;
import dev.signalbox.model.BurnRate.Threshold;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;

/**
 * A row of the burn-rate table, scaled to an SLO.
 *
 * @param severity which alert it belongs to
 * @param factor the burn rate, at least 1
 * @param errorRatio above which both windows must be; 1 or more can never be
 * @param longWindow says that it matters
 * @param shortWindow says that it still goes on
 */
public record AlertRow(
        Severity severity, BigDecimal factor, BigDecimal errorRatio, Duration longWindow, Duration shortWindow) {
    /** Enough digits for any factor that is a ratio of windows; the standard ones are exact in three. */
    private static final MathContext PRECISION = new MathContext(12);

    /** The rows of an SLO that can raise an alert: they fit into its window, and an outage of everything is more than they ask. */
    public static List<AlertRow> firing(Slo slo) {
        return fitting(slo).stream().filter(AlertRow::canFire).toList();
    }

    /** The rows that fit into the SLO's own window. */
    static List<AlertRow> fitting(Slo slo) {
        return slo.alerting().burnRates().stream()
                .filter(row -> row.longWindow().compareTo(slo.window()) <= 0)
                .map(row -> of(row, slo))
                .toList();
    }

    static AlertRow of(BurnRate row, Slo slo) {
        BigDecimal factor = factor(row, slo.window());
        return new AlertRow(
                row.severity(),
                factor,
                factor.multiply(slo.objective().errorBudget()).stripTrailingZeros(),
                row.longWindow(),
                row.shortWindow());
    }

    /** Whether an outage of everything would raise it. */
    boolean canFire() {
        return errorRatio.compareTo(BigDecimal.ONE) < 0;
    }

    /**
     * A burn rate below 1 spends less than the budget: without the floor, a short window's SLO that is being met would
     * raise a ticket for good.
     */
    private static BigDecimal factor(BurnRate row, Duration window) {
        BigDecimal factor =
                switch (row.threshold()) {
                    case Threshold.Factor(BigDecimal rate) -> rate;
                    case Threshold.Consumed(BigDecimal percent) ->
                        percent.movePointLeft(2)
                                .multiply(BigDecimal.valueOf(window.toSeconds()))
                                .divide(BigDecimal.valueOf(row.longWindow().toSeconds()), PRECISION);
                };
        return factor.max(BigDecimal.ONE).stripTrailingZeros();
    }
}
