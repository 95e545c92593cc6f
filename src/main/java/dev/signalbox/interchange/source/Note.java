package dev.signalbox.interchange.source;

import dev.signalbox.intake.document.OneLine;
import dev.signalbox.intake.document.Position;
import java.util.Comparator;

/**
 * Something that has no counterpart, or was understood in a way that its author should know.
 *
 * @param source name of the file as the user gave it
 * @param position of the field in it
 * @param path of the field in its document; empty when it is about the whole
 * @param text what became of it
 */
public record Note(String source, Position position, String path, String text) implements Comparable<Note> {
    private static final Comparator<Note> ORDER = Comparator.comparing(Note::source)
            .thenComparing(note -> note.position().line())
            .thenComparing(note -> note.position().column())
            .thenComparing(Note::path)
            .thenComparing(Note::text);

    @Override
    public int compareTo(Note other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line: path: text}, on one line whatever the user wrote. */
    @Override
    public String toString() {
        String subject = path.isEmpty() ? "" : path + ": ";
        return OneLine.of(source + ":" + position.line() + ": " + subject + text);
    }
}
