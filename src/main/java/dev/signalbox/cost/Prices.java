package dev.signalbox.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What users pay; what they did not say is not known.
 *
 * @param currency ISO 4217
 * @param series of one active series a month
 * @param logGB of 10⁹ bytes of logs
 * @param spanGB of 10⁹ bytes of spans
 * @param core of a processor of collectors a month
 * @param memoryGB of 10⁹ bytes of memory of collectors a month
 */
public record Prices(
        String currency,
        Optional<BigDecimal> series,
        Optional<BigDecimal> logGB,
        Optional<BigDecimal> spanGB,
        Optional<BigDecimal> core,
        Optional<BigDecimal> memoryGB) {

    /** Something has a price. */
    boolean any() {
        return series.isPresent()
                || logGB.isPresent()
                || spanGB.isPresent()
                || core.isPresent()
                || memoryGB.isPresent();
    }
}
