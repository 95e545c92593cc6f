package dev.signalbox.intake;

import dev.signalbox.model.PrometheusDuration;
import java.time.Duration;
import java.util.Optional;

/** Reads fields that hold a duration. */
public final class DurationFields {
    private DurationFields() {}

    /** A duration of more than nothing; nothing where none is given or it is none. */
    public static Optional<Duration> positive(String path, String text, Findings findings) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<Duration> duration = PrometheusDuration.parse(text).filter(Duration::isPositive);
        findings.require(
                duration.isPresent(), path, "must be a duration, was \"%s\"".formatted(text), "write e.g. \"30s\"");
        return duration;
    }
}
