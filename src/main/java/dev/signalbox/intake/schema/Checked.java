package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.model.Violation;
import java.util.List;

/**
 * A resource, held against its schema.
 *
 * @param completed with the namespace and the schema's defaults
 * @param violations everything that the schema does not allow
 */
public record Checked(ResourceKind kind, ObjectNode completed, List<Violation> violations) {
    public Checked {
        violations = List.copyOf(violations);
    }
}
