package dev.signalbox.intake;

import dev.signalbox.api.v1alpha1.CanaryAnalysis;
import dev.signalbox.api.v1alpha1.SecretRef;
import dev.signalbox.model.Canary;
import dev.signalbox.model.Objective;
import dev.signalbox.model.PrometheusDuration;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code spec.canary} of an {@code SLO}. */
final class CanaryReader {
    /** What pages over six hours: a canary takes only a part of the traffic, so that what is shown is less than what it does. */
    private static final BigDecimal BURN_RATE = BigDecimal.valueOf(6);

    /** The shortest that alerts know. */
    private static final Duration SHORTEST = Duration.ofMinutes(5);

    /** Longer ones are read from the ledger, which is late. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private CanaryReader() {}

    /** The wish as meant; nothing where there is none, or it can't be read. */
    static Optional<Canary> read(CanaryAnalysis written, Objective objective, Findings findings) {
        if (written == null) {
            return Optional.empty();
        }
        List<CanaryAnalysis.Controller> controllers =
                Optional.ofNullable(written.controllers()).orElse(List.of());
        boolean named = findings.require(
                !controllers.isEmpty(),
                "spec.canary.controllers",
                "must name who rolls out, had none",
                "write e.g. [ArgoRollouts], or leave spec.canary out");
        BigDecimal burnRate = burnRate(written.burnRateAbove(), objective, findings);
        Optional<Duration> window = window(written.window(), findings);
        return window.filter(_ -> named)
                .map(over -> new Canary(
                        controllers.stream().map(CanaryReader::controller).collect(Collectors.toSet()),
                        burnRate,
                        over,
                        Optional.ofNullable(written.secretRef()).map(SecretRef::name)));
    }

    private static BigDecimal burnRate(BigDecimal written, Objective objective, Findings findings) {
        BigDecimal burnRate = Optional.ofNullable(written).orElse(BURN_RATE);
        boolean positive = findings.require(
                burnRate.signum() > 0,
                "spec.canary.burnRateAbove",
                "must be > 0, was " + burnRate.toPlainString(),
                "write e.g. 6");
        if (positive && isReadable(objective)) {
            BigDecimal highest = BigDecimal.ONE.divide(objective.errorBudget(), 2, RoundingMode.DOWN);
            findings.require(
                    burnRate.compareTo(highest) < 0,
                    "spec.canary.burnRateAbove",
                    "must be below %s, the burn rate when everything fails at an objective of %s %%; was %s%s"
                            .formatted(
                                    highest.stripTrailingZeros().toPlainString(),
                                    objective,
                                    burnRate.toPlainString(),
                                    written == null ? ", the default" : ""),
                    "write e.g. "
                            + highest.divide(BigDecimal.TWO, 1, RoundingMode.DOWN)
                                    .toPlainString());
        }
        return burnRate;
    }

    /** What is wrong with it is told already. */
    private static boolean isReadable(Objective objective) {
        return objective.percent() != null && objective.errorBudget().signum() > 0;
    }

    private static Optional<Duration> window(String written, Findings findings) {
        if (written == null) {
            return Optional.of(SHORTEST);
        }
        Optional<Duration> window = PrometheusDuration.parse(written)
                .filter(duration -> duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0);
        findings.require(
                window.isPresent(),
                "spec.canary.window",
                "must be from 5m to 1h, was \"%s\"".formatted(written),
                "write e.g. \"5m\"");
        return window;
    }

    private static Canary.Controller controller(CanaryAnalysis.Controller written) {
        return switch (written) {
            case ARGO_ROLLOUTS -> Canary.Controller.ARGO_ROLLOUTS;
            case FLAGGER -> Canary.Controller.FLAGGER;
        };
    }
}
