package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.DurationFields;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.retention.ServiceRetention;
import java.time.Duration;
import java.util.Optional;

/** Reads periods for which something is kept; nothing where none is given or it is wrong. */
final class RetentionPeriods {
    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">Transitions</a> */
    static final Duration LEAST_TO_WARM = Duration.ofDays(30);

    private static final Duration DAY = Duration.ofDays(1);

    private RetentionPeriods() {}

    /** One file of overrides with less makes Loki refuse it for all tenants. */
    static Optional<Duration> ofLoki(String path, String text, Findings findings) {
        Optional<Duration> period = DurationFields.positive(path, text, findings);
        return period.filter(asked -> findings.require(
                asked.compareTo(ServiceRetention.LEAST_IN_LOKI) >= 0,
                path,
                "must be at least 24h, because Loki keeps nothing for less; was \"%s\"".formatted(text),
                "write e.g. 7d"));
    }

    /** Object storage counts in days. */
    static Optional<Duration> wholeDays(String path, String text, Findings findings) {
        return DurationFields.positive(path, text, findings).filter(asked -> days(path, text, asked, findings));
    }

    /** @param usual where none is given; {@code 0d} is never */
    static Optional<Duration> daysOrNever(String path, String text, Optional<Duration> usual, Findings findings) {
        if (text == null) {
            return usual;
        }
        Optional<Duration> period = PrometheusDuration.parse(text);
        findings.require(
                period.isPresent(), path, "must be a duration, was \"%s\"".formatted(text), "write e.g. \"30d\"");
        return period.filter(Duration::isPositive).filter(asked -> days(path, text, asked, findings));
    }

    private static boolean days(String path, String text, Duration asked, Findings findings) {
        return findings.require(
                asked.equals(DAY.multipliedBy(asked.toDays())),
                path,
                "must be whole days, as object storage counts them; was \"%s\"".formatted(text),
                "write e.g. 365d");
    }
}
