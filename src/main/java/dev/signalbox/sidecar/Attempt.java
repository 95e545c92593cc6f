package dev.signalbox.sidecar;

import dev.signalbox.sidecar.Found.CollectorProcess;
import java.time.Instant;

/**
 * A SIGHUP, and what came of it.
 *
 * @param hash of the content that was there
 * @param at when, just before it was sent
 * @param process that got it
 * @param service that was to be replaced: since when it was ready
 * @param outcome what came of it so far
 */
public record Attempt(String hash, Instant at, CollectorProcess process, Instant service, Outcome outcome) {

    /** What came of it. */
    public sealed interface Outcome {

        /** Nothing yet. */
        record Pending() implements Outcome {}

        /**
         * The process serves anew.
         *
         * @param at when that was seen
         */
        record Applied(Instant at) implements Outcome {}

        /**
         * It does not.
         *
         * @param at when that was given up
         * @param reason for people
         */
        record Failed(Instant at, String reason) implements Outcome {}
    }

    Attempt with(Outcome judged) {
        return new Attempt(hash, at, process, service, judged);
    }

    /** A service of the same process that came after the one that was to be replaced. */
    boolean obeyedBy(Reloading.Steady service) {
        return service.process().equals(process) && !service.since().equals(this.service);
    }

    boolean pending() {
        return outcome instanceof Outcome.Pending;
    }
}
