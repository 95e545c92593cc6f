package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.SamplingPolicySpec;
import dev.signalbox.api.v1alpha1.SamplingPolicySpec.Budget;
import dev.signalbox.intake.DurationFields;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.pipeline.TraceSampling.Adaptive;
import dev.signalbox.model.pipeline.TraceSampling.Trouble;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code spec.adaptive} of a {@code SamplingPolicy}. */
final class AdaptiveReader {
    private static final String PATH = "spec.adaptive";
    private static final String WHEN = PATH + ".when";
    private static final BigDecimal DEFAULT_MULTIPLIER = BigDecimal.TEN;
    private static final BigDecimal LARGEST_MULTIPLIER = BigDecimal.valueOf(1000);
    private static final BigDecimal LARGEST_BURN_RATE = BigDecimal.valueOf(100_000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Duration DEFAULT_COOLDOWN = Duration.ofMinutes(10);

    private AdaptiveReader() {}

    static Adaptive read(SamplingPolicySpec.Adaptive written, Findings findings) {
        BigDecimal multiplier = Optional.ofNullable(written.spikeMultiplier()).orElse(DEFAULT_MULTIPLIER);
        findings.require(
                multiplier.compareTo(BigDecimal.ONE) >= 0 && multiplier.compareTo(LARGEST_MULTIPLIER) <= 0,
                PATH + ".spikeMultiplier",
                "must be >= 1 and <= 1000, was " + NumberFields.shown(multiplier),
                "write e.g. 10");
        return new Adaptive(
                multiplier,
                Optional.ofNullable(written.when()).flatMap(trouble -> trouble(trouble, findings)),
                DurationFields.positive(PATH + ".cooldown", written.cooldown(), findings)
                        .orElse(DEFAULT_COOLDOWN),
                Optional.ofNullable(written.budget()).flatMap(budget -> spansPerSecond(budget, findings)));
    }

    private static Optional<Trouble> trouble(SamplingPolicySpec.Trouble written, Findings findings) {
        boolean errors = written.errorRatePercentAbove() != null;
        boolean burning = written.slo() != null || written.burnRateAbove() != null;
        if (!findings.require(
                errors != burning,
                WHEN,
                "must have either errorRatePercentAbove, or slo with burnRateAbove, had "
                        + (errors ? "both" : "neither"),
                "write e.g. {errorRatePercentAbove: 5}")) {
            return Optional.empty();
        }
        return errors
                ? Optional.of(errorRate(written.errorRatePercentAbove(), findings))
                : burnRate(written.slo(), written.burnRateAbove(), findings);
    }

    private static Trouble errorRate(BigDecimal above, Findings findings) {
        findings.require(
                above.signum() >= 0 && above.compareTo(HUNDRED) < 0,
                WHEN + ".errorRatePercentAbove",
                "must be >= 0 and < 100, was " + NumberFields.shown(above),
                "write e.g. 5");
        return new Trouble.ErrorRate(above);
    }

    private static Optional<Trouble> burnRate(String slo, BigDecimal above, Findings findings) {
        if (!findings.require(
                slo != null && above != null,
                WHEN,
                "must have slo and burnRateAbove together, had %s alone"
                        .formatted(slo == null ? "burnRateAbove" : "slo"),
                "write e.g. {slo: checkout-availability, burnRateAbove: 14.4}")) {
            return Optional.empty();
        }
        ObjectNames.requireLabel(WHEN + ".slo", slo, "checkout-availability", findings);
        findings.require(
                above.signum() > 0 && above.compareTo(LARGEST_BURN_RATE) <= 0,
                WHEN + ".burnRateAbove",
                "must be > 0 and <= 100000, was " + NumberFields.shown(above),
                "write e.g. 14.4");
        return Optional.of(new Trouble.BurnRate(slo, above));
    }

    private static Optional<Integer> spansPerSecond(Budget written, Findings findings) {
        String path = PATH + ".budget.spansPerSecond";
        findings.require(written.spansPerSecond() != null, path, "must be given, was missing", "write e.g. 5000");
        return NumberFields.within(1, SamplingReader.MOST_SPANS, path, written.spansPerSecond(), findings);
    }
}
