package dev.signalbox.interchange;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Note;
import java.util.Comparator;
import java.util.List;

/**
 * An objective carried over.
 *
 * @param slo as it is to be written
 * @param origin what it was made from
 * @param notes what has no counterpart, or was understood in a way that its author should know; each once, in order
 */
public record ImportedSlo(SLO slo, Field origin, List<Note> notes) implements Comparable<ImportedSlo> {
    private static final Comparator<ImportedSlo> ORDER = Comparator.<ImportedSlo, String>comparing(
                    imported -> namespace(imported.slo()))
            .thenComparing(imported -> imported.slo().getMetadata().getName());

    public ImportedSlo {
        notes = notes.stream().sorted().distinct().toList();
    }

    private static String namespace(SLO slo) {
        String namespace = slo.getMetadata().getNamespace();
        return namespace == null ? "" : namespace;
    }

    @Override
    public int compareTo(ImportedSlo other) {
        return ORDER.compare(this, other);
    }
}
