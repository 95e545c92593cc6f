package dev.signalbox.promql;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The {@code offset} and {@code @} modifiers of a selector or a subquery.
 *
 * @param offset how far back to look, negative for forward; zero when there is none
 * @param at the time evaluated at, instead of the query's own
 */
public record Modifiers(Duration offset, Optional<At> at) {

    /** No modifier. */
    public static final Modifiers NONE = new Modifiers(Duration.ZERO, Optional.empty());

    public Modifiers {
        Objects.requireNonNull(offset);
        Objects.requireNonNull(at);
    }

    /** Only an offset. */
    public static Modifiers offset(Duration offset) {
        return new Modifiers(offset, Optional.empty());
    }

    /** The same with another offset. */
    public Modifiers withOffset(Duration other) {
        return new Modifiers(other, at);
    }

    /** The same with another evaluation time. */
    public Modifiers withAt(At other) {
        return new Modifiers(offset, Optional.of(other));
    }

    /** What an {@code @} modifier names. */
    public sealed interface At {
        /**
         * A point in time.
         *
         * @param millis since 1970-01-01 UTC, may be negative
         */
        record Timestamp(long millis) implements At {}

        /** {@code start()}: where the range of the query begins. */
        record Start() implements At {}

        /** {@code end()}: where the range of the query ends. */
        record End() implements At {}
    }
}
