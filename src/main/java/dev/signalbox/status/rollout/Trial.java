package dev.signalbox.status.rollout;

/** What is known of a configuration that was started for a trial. */
public sealed interface Trial {

    /** There is nothing to try it with: it is taken as it is. */
    record Impossible() implements Trial {}

    /** It has not ended, or not begun. */
    record Running() implements Trial {}

    /** It started. */
    record Succeeded() implements Trial {}

    /** @param message what the collector said */
    record Failed(String message) implements Trial {}
}
