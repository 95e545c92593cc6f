package dev.signalbox.cli;

import dev.signalbox.intake.batch.ObjectIdentity;
import dev.signalbox.intake.document.Document;
import java.util.Comparator;

/**
 * One object of the output. Ordered by namespace, name and kind.
 *
 * @param yaml without separators, ends with a line break
 * @param origin what it comes from
 */
record Manifest(ObjectIdentity identity, String yaml, Document origin) implements Comparable<Manifest> {
    private static final Comparator<Manifest> ORDER =
            Comparator.comparing(Manifest::identity).thenComparing(Manifest::yaml);

    @Override
    public int compareTo(Manifest other) {
        return ORDER.compare(this, other);
    }
}
