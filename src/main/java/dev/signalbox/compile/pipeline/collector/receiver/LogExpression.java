package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Written;
import dev.signalbox.compile.pipeline.ottl.Regex;

/** What holds for an entry while it is read, in the language that file readers have for it. */
public sealed interface LogExpression extends Written {

    /**
     * A text in which an expression matches; anything else doesn't.
     *
     * @param field of the entry
     * @param regex anchored, if the whole must match
     */
    record Matches(LogField field, Regex regex) implements LogExpression {}

    /** @param field is there */
    record Present(LogField field) implements LogExpression {}

    /** @param expression doesn't hold */
    record Not(LogExpression expression) implements LogExpression {}

    @Override
    default Object written(CollectorVersion version) {
        return text();
    }

    /** The expression. */
    private String text() {
        return switch (this) {
            case Matches(LogField field, Regex regex) ->
                "type(" + field.text() + ") == \"string\" and " + field.text() + " matches " + quoted(regex.pattern());
            case Present(LogField field) -> field.text() + " != nil";
            case Not(LogExpression expression) -> "not (" + expression.text() + ")";
        };
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
    }
}
