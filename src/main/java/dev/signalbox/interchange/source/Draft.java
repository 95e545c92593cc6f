package dev.signalbox.interchange.source;

import dev.signalbox.api.v1alpha1.SloSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One objective carried over, before it has a name that no other has.
 *
 * @param origin what it was made from
 * @param name wanted, any text
 * @param namespace empty where the source says none
 * @param labels of the resource
 * @param spec as it will be written
 * @param notes about it
 */
public record Draft(
        Field origin, String name, String namespace, Map<String, String> labels, SloSpec spec, List<Note> notes) {

    /** The same with notes that concern it among others. */
    public Draft withMoreNotes(List<Note> more) {
        List<Note> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Draft(origin, name, namespace, labels, spec, all);
    }
}
