package dev.signalbox.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much a service's telemetry is; what is told of it is what its price is computed from, to the last digit.
 *
 * @param series active, whole
 * @param logGB 10⁹ bytes a month; three digits
 * @param spanGB likewise
 * @param complete 30 days were seen, and no bytes follow from the mean size of all
 */
public record Volume(
        Optional<BigDecimal> series, Optional<BigDecimal> logGB, Optional<BigDecimal> spanGB, boolean complete) {
    /** Nothing is known. */
    static final Volume UNKNOWN = new Volume(Optional.empty(), Optional.empty(), Optional.empty(), false);

    private static final MathContext TOLD = new MathContext(3, RoundingMode.HALF_UP);
    private static final BigDecimal TOLERATED = new BigDecimal("0.05");

    static Optional<BigDecimal> whole(double value) {
        return Double.isFinite(value)
                ? Optional.of(BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_UP))
                : Optional.empty();
    }

    static Optional<BigDecimal> rounded(double value) {
        return Double.isFinite(value)
                ? Optional.of(canonical(BigDecimal.valueOf(value).round(TOLD)))
                : Optional.empty();
    }

    /** As it comes back from the API server: no zeros behind, no exponent. */
    static BigDecimal canonical(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** What was told, as long as it is not more than a twentieth off. */
    public Volume steady(Volume told) {
        return new Volume(
                unlessFar(told.series, series), unlessFar(told.logGB, logGB), unlessFar(told.spanGB, spanGB), complete);
    }

    private static Optional<BigDecimal> unlessFar(Optional<BigDecimal> told, Optional<BigDecimal> now) {
        return now.map(
                value -> told.filter(before -> value.subtract(before).abs().compareTo(before.multiply(TOLERATED)) <= 0)
                        .orElse(value));
    }

    boolean isUnknown() {
        return Stream.of(series, logGB, spanGB).allMatch(Optional::isEmpty);
    }

    /** What left for the backends, in 10⁹ bytes. */
    BigDecimal bytes() {
        return logGB.orElse(BigDecimal.ZERO).add(spanGB.orElse(BigDecimal.ZERO));
    }

    Volume plus(Volume other) {
        return isUnknown()
                ? other
                : other.isUnknown()
                        ? this
                        : new Volume(
                                sum(series, other.series),
                                sum(logGB, other.logGB),
                                sum(spanGB, other.spanGB),
                                complete && other.complete);
    }

    private static Optional<BigDecimal> sum(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isEmpty() && other.isEmpty()
                ? Optional.empty()
                : Optional.of(canonical(one.orElse(BigDecimal.ZERO).add(other.orElse(BigDecimal.ZERO))));
    }
}
