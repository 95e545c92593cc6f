package dev.signalbox.interchange.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An SLO of ours as another project's.
 *
 * @param manifest as it is to be written
 * @param notes what the other has no words for, and where it is kept
 */
public record ExportedSlo(ObjectNode manifest, List<String> notes) {
    public ExportedSlo {
        notes = List.copyOf(notes);
    }
}
