package dev.signalbox.intake.batch;

import dev.signalbox.intake.document.Document;

/** A manifest that is not ours, and is left alone. */
public record Foreign(Document document) {
    public ObjectIdentity identity() {
        return ObjectIdentity.of(document.content());
    }
}
