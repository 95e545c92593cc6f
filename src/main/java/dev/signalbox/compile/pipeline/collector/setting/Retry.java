package dev.signalbox.compile.pipeline.collector.setting;

import java.time.Duration;

/**
 * What is done when a backend refuses.
 *
 * @param enabled whether anything is
 * @param initialInterval until the second try; grows by half each time
 * @param maxInterval between tries
 * @param maxElapsedTime after which telemetry is dropped; zero means never
 */
public record Retry(boolean enabled, Duration initialInterval, Duration maxInterval, Duration maxElapsedTime) {

    /** Tries until it succeeds. */
    public static Retry forever(Duration initialInterval, Duration maxInterval) {
        return new Retry(true, initialInterval, maxInterval, Duration.ZERO);
    }

    /** Tries once. */
    public static Retry never() {
        return new Retry(false, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
