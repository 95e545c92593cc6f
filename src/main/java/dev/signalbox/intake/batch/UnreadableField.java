package dev.signalbox.intake.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.intake.document.Paths;
import dev.signalbox.model.Violation;
import java.util.List;

/**
 * A field that the class of its {@code spec} can't hold.
 *
 * @param steps from the {@code spec}; an item of a list counts for its list
 * @param problem in Jackson's words
 */
record UnreadableField(List<String> steps, String problem) {

    static UnreadableField of(JsonProcessingException unreadable) {
        List<String> steps = unreadable instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .takeWhile(step -> step.getFieldName() != null)
                        .map(Reference::getFieldName)
                        .toList()
                : List.of();
        return new UnreadableField(
                steps, unreadable.getOriginalMessage().lines().findFirst().orElse(""));
    }

    String path() {
        return steps.stream().reduce("spec", Paths::field);
    }

    /** For what the schema allows and the class does not; rare, as the one is made from the other. */
    Violation violation() {
        return new Violation(path(), "must be readable, was not: " + problem, "");
    }

    /** Removes it from the {@code spec}; without steps everything. */
    void takeOut(ObjectNode spec) {
        if (steps.isEmpty()) {
            spec.removeAll();
            return;
        }
        JsonNode parent = spec;
        for (String step : steps.subList(0, steps.size() - 1)) {
            parent = parent.path(step);
        }
        if (parent instanceof ObjectNode object) {
            object.remove(steps.getLast());
        }
    }
}
