package dev.signalbox.interchange.source;

import dev.signalbox.intake.document.Fault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what there is to say about one objective, or about a document as a whole; each thing once. */
public final class Remarks {
    private final Set<Note> notes = new LinkedHashSet<>();
    private final Set<Fault> faults = new LinkedHashSet<>();

    void add(Note note) {
        notes.add(note);
    }

    void add(Fault fault) {
        faults.add(fault);
    }

    /** What its author should know, in the order found. */
    public List<Note> notes() {
        return List.copyOf(notes);
    }

    /** Why it can't be carried over; none when it can. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }
}
