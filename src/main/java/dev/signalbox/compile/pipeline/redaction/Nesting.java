package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Matches;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Value;

/**
 * What is nested is searched in the form of JSON, in which {@code "\n4111"} begins with a letter: an expression may not see
 * there what it sees in the text itself. Where that could be, what is nested is taken apart first.
 */
final class Nesting {
    private static final Regex NESTED = new Regex("\":[\\[{]");
    private static final Regex NESTED_AND_ESCAPED = new Regex("(?s)\":[\\[{].*\\\\|\\\\.*\":[\\[{]");
    private static final Regex ESCAPED = new Regex("\\\\");

    private Nesting() {}

    /** A map has a map or list in it. */
    static Condition nested(Value map) {
        return new Matches(map, NESTED);
    }

    /** A map has a map or list in it, and something is written otherwise in JSON. */
    static Condition nestedAndEscaped(Value map) {
        return new Matches(map, NESTED_AND_ESCAPED);
    }

    /** Something in a map or list is written otherwise in JSON. */
    static Condition escaped(Value value) {
        return new Matches(value, ESCAPED);
    }
}
