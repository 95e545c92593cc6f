package dev.signalbox.compile.pipeline.ottl;

import java.util.List;

/** Functions that make a value of others and change nothing. */
public sealed interface Converter extends Value {

    /**
     * Texts as one.
     *
     * @param parts in order; numbers become text
     * @param delimiter between them
     */
    record Concat(List<Value> parts, String delimiter) implements Converter {
        /** Copies the parts. */
        public Concat {
            parts = List.copyOf(parts);
        }
    }

    /** @param of a text; the result is its SHA-256 in hexadecimal */
    record Sha256(Value of) implements Converter {}

    /** @param of a text; the result is the value that it is as JSON, an error if it is none */
    record ParseJson(Value of) implements Converter {}

    /** @param of anything; the result is its text */
    record AsString(Value of) implements Converter {}

    /** @param of a number or a text that is one; the result is a whole number, nil if it can't be */
    record AsInt(Value of) implements Converter {}

    /** @param of a text; the result has no capitals */
    record LowerCase(Value of) implements Converter {}

    /** The time now, in nanoseconds since 1970. */
    record Now() implements Converter {}

    /** @param of a text, map or list; the result is its length */
    record Length(Value of) implements Converter {}
}
