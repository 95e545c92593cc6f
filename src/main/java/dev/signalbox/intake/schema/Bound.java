package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A limit of a number.
 *
 * @param direction -1: the number must not be below, 1: not above
 * @param open whether the limit itself is not allowed either
 */
record Bound(int direction, JsonNode limit, boolean open) {

    /** Those that a schema has, the lower first. */
    static List<Bound> of(JsonNode schema) {
        return Stream.of(of(schema, -1, "minimum", "exclusiveMinimum"), of(schema, 1, "maximum", "exclusiveMaximum"))
                .flatMap(Optional::stream)
                .toList();
    }

    boolean holds(BigDecimal number) {
        int side = number.compareTo(limit.decimalValue()) * direction;
        return open ? side < 0 : side <= 0;
    }

    /** {@code >= 1}. */
    @Override
    public String toString() {
        return (direction < 0 ? ">" : "<") + (open ? " " : "= ") + Shown.number(limit);
    }

    private static Optional<Bound> of(JsonNode schema, int direction, String keyword, String exclusive) {
        JsonNode limit = schema.path(keyword);
        return limit.isNumber()
                ? Optional.of(new Bound(direction, limit, schema.path(exclusive).asBoolean()))
                : Optional.empty();
    }
}
