package dev.signalbox.compile.pipeline.ottl;

import java.time.Duration;

/** What is compared, set or given to a function. */
public sealed interface Value permits Path, Symbol, Converter, Value.Literal, Value.Difference {

    /** A value that is written out. */
    sealed interface Literal extends Value {}

    /** @param value any text; half a surrogate pair becomes the replacement character */
    record Text(String value) implements Literal {}

    /** @param value any whole number that is not negative, which the language has no literal for */
    record Whole(long value) implements Literal {
        /** Refuses what can't be written. */
        public Whole {
            if (value < 0) {
                throw new IllegalArgumentException("must not be negative, was " + value);
            }
        }
    }

    /** @param value true or false */
    record Truth(boolean value) implements Literal {}

    /** What an absent attribute is equal to. */
    record Nil() implements Literal {}

    /**
     * One number less another.
     *
     * @param minuend a number
     * @param subtrahend a number
     */
    record Difference(Path minuend, Path subtrahend) implements Value {}

    /** Any text as a literal. */
    static Text text(String value) {
        return new Text(value);
    }

    /** A duration as the number of its nanoseconds, to compare with a {@link Difference} of times. */
    static Whole nanoseconds(Duration duration) {
        return new Whole(duration.toNanos());
    }
}
