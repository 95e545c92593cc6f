package dev.signalbox.intake.policy;

import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec;
import dev.signalbox.intake.DurationFields;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.pipeline.NumberFields;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.policy.Limits;
import dev.signalbox.model.retention.ServiceRetention;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how far each may go. A limit that nothing can stay below is none that anybody meant. */
final class LimitsReader {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
    private static final int MOST_SERIES = 100_000_000;
    private static final int MOST_SLOS = 1_000;

    private LimitsReader() {}

    /** @param written nothing may be said */
    static Limits read(ObservabilityPolicySpec.Limits written, Findings findings) {
        if (written == null) {
            return Limits.NONE;
        }
        String path = "spec.limits.";
        return new Limits(
                NumberFields.within(1, MOST_SERIES, path + "seriesPerService", written.seriesPerService(), findings),
                period(
                        path + "logRetention",
                        written.logRetention(),
                        ServiceRetention.LEAST_IN_LOKI,
                        "Loki keeps nothing for less",
                        findings),
                period(
                        path + "archiveRetention",
                        written.archiveRetention(),
                        Duration.ofDays(1),
                        "object storage counts whole days",
                        findings),
                DurationFields.positive(path + "traceRetention", written.traceRetention(), findings),
                NumberFields.percent(path + "baselineSamplingPercent", written.baselineSamplingPercent(), findings),
                objective(path + "objective", written.objective(), findings),
                NumberFields.within(1, MOST_SLOS, path + "slosPerService", written.slosPerService(), findings),
                price(path + "costPerServicePerMonth", written.costPerServicePerMonth(), findings));
    }

    private static Optional<Duration> period(
            String path, String written, Duration least, String because, Findings findings) {
        Optional<Duration> period = DurationFields.positive(path, written, findings);
        period.ifPresent(asked -> findings.require(
                asked.compareTo(least) >= 0,
                path,
                "must be at least %s, because %s; was \"%s\""
                        .formatted(PrometheusDuration.print(least), because, written),
                "write e.g. 30d"));
        return period;
    }

    private static Optional<BigDecimal> objective(String path, BigDecimal written, Findings findings) {
        if (written != null) {
            findings.require(
                    written.signum() > 0 && written.compareTo(HUNDRED) < 0,
                    path,
                    "must be > 0 and < 100, was " + NumberFields.shown(written),
                    "write e.g. 99.99");
        }
        return Optional.ofNullable(written);
    }

    private static Optional<BigDecimal> price(String path, String written, Findings findings) {
        return Optional.ofNullable(written)
                .filter(text -> findings.require(
                        PRICE.matcher(text).matches(),
                        path,
                        "must be an amount of money as a decimal string, was \"%s\"".formatted(text),
                        "write e.g. \"500\""))
                .map(BigDecimal::new);
    }
}
