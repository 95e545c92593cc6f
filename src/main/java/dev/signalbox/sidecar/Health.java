package dev.signalbox.sidecar;

import java.time.Instant;
import java.util.Optional;

/** What a collector's {@code health_check} extension says. */
public sealed interface Health {

    /**
     * It answered with 2xx.
     *
     * @param since when the service that answers was ready, which tells one from the next in the same process; nothing where
     *     the extension's answer was configured away
     */
    record Serving(Optional<Instant> since) implements Health {}

    /**
     * It did not.
     *
     * @param reason for people
     */
    record Failing(String reason) implements Health {}
}
