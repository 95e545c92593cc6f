package dev.signalbox.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** Exact decimals: a price is told by its user to the last digit, and binary fractions can't hold it. */
final class Money {
    private static final int CENTS = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Money() {}

    /** Nothing without a price, or without a quantity. */
    static Optional<BigDecimal> of(Optional<BigDecimal> price, Optional<BigDecimal> quantity) {
        return price.flatMap(one -> quantity.map(one::multiply));
    }

    static Optional<BigDecimal> sum(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isEmpty() ? other : Optional.of(one.get().add(other.orElse(BigDecimal.ZERO)));
    }

    /** As it is told. */
    static String told(BigDecimal amount) {
        return amount.setScale(CENTS, RoundingMode.HALF_UP).toPlainString();
    }

    /** One decimal; nothing of nothing. */
    static Optional<BigDecimal> percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? Optional.empty()
                : Optional.of(Volume.canonical(part.multiply(HUNDRED)
                        .divide(whole, MathContext.DECIMAL64)
                        .setScale(1, RoundingMode.HALF_UP)));
    }
}
