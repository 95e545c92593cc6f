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

    /**
     * The named groups of an expression where it matches first; no keys where it doesn't, empty text for a group that has
     * no part in the match.
     *
     * @param of a text
     * @param regex with a named group at least
     */
    record ExtractPatterns(Value of, Regex regex) implements Converter {}

    /**
     * Part of a text, an error if that is shorter.
     *
     * @param of a text
     * @param start bytes left out before it
     * @param length bytes
     */
    record Substring(Value of, int start, int length) implements Converter {}

    /**
     * A whole number from its digits.
     *
     * @param of a text
     * @param base of the digits
     */
    record ParseInt(Value of, int base) implements Converter {}

    /** Another random identifier of version 4 at each use; its first eight digits are random altogether. */
    record RandomUuid() implements Converter {}
}
