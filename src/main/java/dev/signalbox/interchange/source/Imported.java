package dev.signalbox.interchange.source;

import dev.signalbox.intake.document.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of documents.
 *
 * @param drafts what could be carried over
 * @param notes that are about none of them
 * @param faults why the rest could not be
 */
public record Imported(List<Draft> drafts, List<Note> notes, List<Fault> faults) {
    public static final Imported NOTHING = new Imported(List.of(), List.of(), List.of());

    public Imported {
        drafts = List.copyOf(drafts);
        notes = List.copyOf(notes);
        faults = List.copyOf(faults);
    }

    /** Both together. */
    public Imported and(Imported other) {
        return new Imported(joined(drafts, other.drafts), joined(notes, other.notes), joined(faults, other.faults));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> joined = new ArrayList<>(one);
        joined.addAll(other);
        return joined;
    }
}
