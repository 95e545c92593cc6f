package dev.signalbox.backend.http;

import java.time.Duration;

/**
 * What a server may take of us.
 *
 * @param time for a whole answer, tries included
 * @param bytes of an answer
 * @param atOnce questions in flight
 * @param tries of a question that may be asked again
 */
public record Limits(Duration time, long bytes, int atOnce, int tries) {
    private static final long MIB = 1024L * 1024;

    /** For what is asked in the background. */
    public static final Limits PATIENT = new Limits(Duration.ofSeconds(30), 64 * MIB, 4, 3);

    /** For a question that somebody waits for, with a small answer. */
    public static final Limits BRIEF = new Limits(Duration.ofSeconds(5), MIB / 16, 1, 1);

    /** The same with another bound of time. */
    public Limits within(Duration other) {
        return new Limits(other, bytes, atOnce, tries);
    }
}
