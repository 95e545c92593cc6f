package dev.signalbox.interchange.openslo;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.promql.BinaryOp;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The four ways to compare. */
final class Comparison {
    static final Map<String, BinaryOp> BY_NAME = Map.of(
            "lt", BinaryOp.LESS,
            "lte", BinaryOp.LESS_OR_EQUAL,
            "gt", BinaryOp.GREATER,
            "gte", BinaryOp.GREATER_OR_EQUAL);

    private Comparison() {}

    static Optional<BinaryOp> op(Field field) {
        return field.text().map(text -> BY_NAME.get(text.toLowerCase(Locale.ROOT)));
    }
}
