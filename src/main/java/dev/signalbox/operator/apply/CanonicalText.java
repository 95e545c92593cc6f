package dev.signalbox.operator.apply;

import dev.signalbox.model.CanonicalQuantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A tree as text, the same for all trees that mean the same: fields sorted by name, numbers by value, quantities in the
 * form in which a server gives them back, no nulls.
 */
final class CanonicalText {
    /** Fields whose values are quantities, in every kind that we write. */
    private static final Set<String> QUANTITIES = Set.of("limits", "requests");

    private final StringBuilder text = new StringBuilder();

    private CanonicalText() {}

    static String of(Object tree) {
        CanonicalText canonical = new CanonicalText();
        canonical.write(tree, false);
        return canonical.text.toString();
    }

    private void write(Object value, boolean quantity) {
        switch (value) {
            case null -> text.append("null");
            case Map<?, ?> map -> map(map, quantity);
            case List<?> list -> {
                text.append('[');
                list.forEach(item -> {
                    write(item, quantity);
                    text.append(',');
                });
                text.append(']');
            }
            case Number number -> number(number, quantity);
            case String string -> string(quantity ? CanonicalQuantity.of(string) : string);
            default -> text.append(value);
        }
    }

    private void map(Map<?, ?> map, boolean quantity) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                sorted.put(name.toString(), value);
            }
        });
        text.append('{');
        sorted.forEach((name, value) -> {
            string(name);
            text.append(':');
            write(value, quantity || QUANTITIES.contains(name) && value instanceof Map);
            text.append(',');
        });
        text.append('}');
    }

    private void number(Number number, boolean quantity) {
        String plain = new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        if (quantity) {
            string(CanonicalQuantity.of(plain));
        } else {
            text.append(plain);
        }
    }

    /** Lengths instead of escapes: no text can pass for another. */
    private void string(String string) {
        text.append(string.length()).append('"').append(string).append('"');
    }
}
