package dev.signalbox.sidecar;

import java.time.Instant;

/** What a search for a process found. */
public sealed interface Found {

    /**
     * Exactly one.
     *
     * @param process the one
     */
    record One(CollectorProcess process) implements Found {}

    /**
     * None or several.
     *
     * @param reason for people
     */
    record NotOne(String reason) implements Found {}

    /**
     * A process; its number alone may be another's later.
     *
     * @param pid its number
     * @param started when it began, up to a second too early
     */
    record CollectorProcess(long pid, Instant started) {}
}
