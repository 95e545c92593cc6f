package dev.signalbox.sidecar;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * How long what is waited for.
 *
 * @param settle how long content must stay the same before it is taken up; debounces
 * @param delay what this pod waits beside that, so that not all do at once
 * @param deadline for being healthy again after SIGHUP
 */
public record ReloadTiming(Duration settle, Duration delay, Duration deadline) {

    /**
     * How long a service must have been ready. A collector that dies at once is not healthy; and one whose process has just
     * begun has no handler for SIGHUP yet, so that the signal would end it.
     */
    static final Duration STEADY = Duration.ofSeconds(2);

    /** The part of {@code spread} that falls to a pod; the same for the same name. */
    public static Duration delayOf(String pod, Duration spread) {
        CRC32 sum = new CRC32();
        sum.update(pod.getBytes(StandardCharsets.UTF_8));
        return spread.isZero() ? spread : Duration.ofMillis(sum.getValue() % spread.toMillis());
    }
}
