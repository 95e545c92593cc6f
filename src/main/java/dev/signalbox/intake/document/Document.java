package dev.signalbox.intake.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.model.Violation;

/**
 * One document of a file.
 *
 * @param source name of the file as the user gave it
 * @param text exactly as it was, without the separators around it; empty for an item of a list
 * @param content what the text says
 * @param place where it says so
 */
public record Document(String source, String text, JsonNode content, Place place) {

    /** An item of a list that is a field of this document, as a document of its own. */
    public Document item(String field, int index) {
        Place.Sequence items = (Place.Sequence) ((Place.Mapping) place).fields().get(field);
        return new Document(
                source, "", content.path(field).get(index), items.items().get(index));
    }

    /** The violation, at the position of what it is about. */
    public Fault locate(Violation violation) {
        return new Fault(source, place.nearest(violation.path()), violation);
    }
}
