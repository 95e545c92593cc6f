package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import dev.signalbox.model.CanonicalQuantity;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;

/** Reads fields that hold a quantity of Kubernetes. */
final class QuantityFields {
    private static final BigDecimal MOST_BYTES = BigDecimal.valueOf(Long.MAX_VALUE);

    private QuantityFields() {}

    /** As it was written. */
    static String text(Quantity written) {
        return Objects.toString(written.getAmount(), "") + Objects.toString(written.getFormat(), "");
    }

    /** What it amounts to, which is not below nothing; nothing when it is no quantity. */
    static Optional<BigDecimal> amount(String path, Quantity written, String example, Findings findings) {
        Optional<BigDecimal> amount = Optional.ofNullable(written)
                .flatMap(quantity -> CanonicalQuantity.amount(text(quantity)))
                .filter(value -> value.signum() >= 0);
        findings.require(
                amount.isPresent(),
                path,
                "must be a quantity of Kubernetes, was \"%s\"".formatted(written == null ? "" : text(written)),
                "write e.g. " + example);
        return amount;
    }

    /** Bytes; those of the least where there are fewer. */
    static long bytes(String path, Quantity written, Quantity least, Findings findings) {
        BigDecimal floor = CanonicalQuantity.amount(text(least)).orElseThrow();
        BigDecimal bytes = amount(path, written, text(least), findings)
                .filter(amount -> findings.require(
                        amount.compareTo(floor) >= 0 && amount.compareTo(MOST_BYTES) <= 0,
                        path,
                        "must be at least %s and below 8Ei of bytes, was \"%s\"".formatted(text(least), text(written)),
                        "write e.g. " + text(least)))
                .orElse(floor);
        return bytes.setScale(0, RoundingMode.DOWN).longValueExact();
    }
}
