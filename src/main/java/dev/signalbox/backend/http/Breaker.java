package dev.signalbox.backend.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Leaves a server alone for a while that has failed several times in a row. */
final class Breaker {
    static final int FAILURES = 5;
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private int failures;
    private Instant closedUntil = Instant.MIN;
    private String last = "";

    Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Why the server is not asked now; after the pause one question goes through, and decides. */
    synchronized Optional<String> refusal() {
        if (failures < FAILURES) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (now.isBefore(closedUntil)) {
            return Optional.of(last); // the same words, or statuses would change with each pause
        }
        closedUntil = now.plus(PAUSE);
        return Optional.empty();
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed(String why) {
        failures = Math.min(failures + 1, FAILURES);
        last = why;
        closedUntil = clock.instant().plus(PAUSE);
    }
}
