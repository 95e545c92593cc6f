package dev.signalbox.guardrails;

import java.time.LocalDate;
import java.util.Optional;

/** Whether somebody is let off. */
public sealed interface Standing {

    /** @param ended the last day of an exception that holds no longer */
    record Enforced(Optional<LocalDate> ended) implements Standing {}

    /**
     * @param until the last day, in UTC
     * @param reason for people
     * @param endsSoon whether it is time to say so
     */
    record Excepted(LocalDate until, String reason, boolean endsSoon) implements Standing {}
}
