package dev.signalbox.compile.pipeline.collector;

import java.time.Duration;

/** Writes durations as Go and Prometheus read them: {@code 1m30s}. */
final class GoDuration {
    private GoDuration() {}

    /** Refuses a negative one, as no setting of ours is. */
    static String text(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("must not be negative, was " + duration);
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        append(text, duration.toNanosPart() / 1_000 % 1_000, "us");
        append(text, duration.toNanosPart() % 1_000, "ns");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
