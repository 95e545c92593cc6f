package dev.signalbox.status;

/** What is known of a service or policy in the collectors that run. */
public sealed interface InCollectors {

    /** They run with it. */
    record Running() implements InCollectors {}

    /**
     * They are about to run with it.
     *
     * @param message for people; does not change from step to step
     */
    record Awaited(String message) implements InCollectors {}

    /**
     * They don't run with it before something else is mended, and go on with what they had.
     *
     * @param reason a word in CamelCase
     */
    record Held(String reason, String message) implements InCollectors {}

    /**
     * There are none, before something else is mended.
     *
     * @param reason a word in CamelCase
     */
    record Blocked(String reason, String message) implements InCollectors {}
}
