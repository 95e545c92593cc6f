package dev.signalbox.intake.document;

import java.util.List;

/**
 * What a file holds. A document that can't be read does not keep the others of its file from being checked.
 *
 * @param documents in their order, empty ones left out
 * @param faults of the documents that can't be read
 */
public record DocumentStream(List<Document> documents, List<Fault> faults) {
    public DocumentStream {
        documents = List.copyOf(documents);
        faults = List.copyOf(faults);
    }
}
