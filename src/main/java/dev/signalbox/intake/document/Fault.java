package dev.signalbox.intake.document;

import dev.signalbox.model.Violation;
import java.util.Comparator;

/**
 * A violation, and where in which file it is.
 *
 * @param source name of the file as the user gave it
 * @param position of what is wrong, or of the nearest thing around it
 * @param violation its path is empty when it is about the text itself
 */
public record Fault(String source, Position position, Violation violation) implements Comparable<Fault> {
    private static final Comparator<Fault> ORDER = Comparator.comparing(Fault::source)
            .thenComparing(fault -> fault.position().line())
            .thenComparing(fault -> fault.position().column())
            .thenComparing(fault -> fault.violation().path())
            .thenComparing(fault -> fault.violation().message());

    /** A fault of the text itself. */
    public static Fault ofText(String source, Position position, String message, String fix) {
        return new Fault(source, position, new Violation("", message, fix));
    }

    @Override
    public int compareTo(Fault other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column: path: message; fix}, on one line whatever the user wrote. */
    @Override
    public String toString() {
        return labelled("");
    }

    /** The same with a word of how bad it is before the path: {@code file:line:column: warning: path: …}. */
    public String labelled(String label) {
        String text = violation.path().isEmpty() ? violation.toString().substring(2) : violation.toString();
        return OneLine.of(source + ":" + position + ": " + label + text);
    }
}
