package dev.signalbox.cli;

import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.OneLine;
import java.util.Comparator;

/**
 * Something that the author of a file should know although it works.
 *
 * @param line from 1
 */
record Note(String source, int line, String text) implements Comparable<Note> {
    private static final Comparator<Note> ORDER =
            Comparator.comparing(Note::source).thenComparingInt(Note::line).thenComparing(Note::text);

    static Note at(Document document, String text) {
        return new Note(document.source(), document.place().position().line(), text);
    }

    @Override
    public int compareTo(Note other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line: text}. */
    @Override
    public String toString() {
        return OneLine.of(source + ":" + line + ": " + text);
    }
}
