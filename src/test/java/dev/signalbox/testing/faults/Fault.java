package dev.signalbox.testing.faults;

import java.time.Duration;
import java.util.Optional;

/** What happens to a request on its way. */
public sealed interface Fault {
    Fault NONE = new None();

    /** It is answered by the API server. */
    record None() implements Fault {}

    /** … later. */
    record Delayed(Duration by) implements Fault {}

    /** It is not answered, for as long as there is this fault. */
    record Hung() implements Fault {}

    /**
     * It is refused, and the API server does not hear of it.
     *
     * @param status of HTTP
     * @param retryAfter what the header of that name says
     */
    record Refused(int status, Optional<Duration> retryAfter) implements Fault {
        public Refused(int status) {
            this(status, Optional.empty());
        }
    }

    /** A watch begins, and says that what it was to begin from is too old. */
    record Expired() implements Fault {}

    /** It is answered, and the connection is closed after that time. */
    record Cut(Duration after) implements Fault {}

    /** It is answered, but for what comes after so many bytes, head included. */
    record Truncated(int bytes) implements Fault {}
}
