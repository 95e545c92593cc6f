package dev.signalbox.operator.evidence;

import dev.signalbox.status.Aspect;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks into one aspect, again and again, always from the same thread. Servers that can't be asked are verdicts, never
 * exceptions; what did not change has to be found equal, or statuses are written for nothing.
 */
public interface Inquiry extends AutoCloseable {

    Aspect aspect();

    /** Between two looks. */
    Duration every();

    Found look(Scene scene, Instant now);

    /** Questions in flight are broken off. */
    @Override
    default void close() {}
}
