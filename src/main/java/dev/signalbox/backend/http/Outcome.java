package dev.signalbox.backend.http;

import java.time.Duration;
import java.util.Optional;

/** What came of one try. */
sealed interface Outcome<T> {

    /** An answer. */
    record Answered<T>(T value) implements Outcome<T> {}

    /**
     * None.
     *
     * @param why continues the server's name
     * @param again whether the next try may do better
     * @param after what the server asks to wait for
     */
    record Failed<T>(String why, boolean again, Optional<Duration> after) implements Outcome<T> {
        static <T> Failed<T> forGood(String why) {
            return new Failed<>(why, false, Optional.empty());
        }

        static <T> Failed<T> forNow(String why) {
            return new Failed<>(why, true, Optional.empty());
        }
    }
}
