package dev.signalbox.model;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * One row of a burn-rate table: alert when the error budget burns at a rate over both windows. The long window says
 * that it matters, the short one that it still goes on.
 *
 * @param severity which alert the row belongs to
 * @param threshold when it burns fast enough
 * @param longWindow longer than the short window
 * @param shortWindow at least five minutes
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">The Site Reliability Workbook, "Alerting on SLOs"</a>
 */
public record BurnRate(Severity severity, Threshold threshold, Duration longWindow, Duration shortWindow) {

    /** How fast is too fast. */
    public sealed interface Threshold {

        /** @param percent of the error budget that is gone when the alert fires, more than 0, at most 100 */
        record Consumed(BigDecimal percent) implements Threshold {}

        /** @param rate multiples of the rate that spends exactly the whole budget in the window, at least 1 */
        record Factor(BigDecimal rate) implements Threshold {}
    }
}
