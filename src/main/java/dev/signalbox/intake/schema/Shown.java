package dev.signalbox.intake.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** How a value of the user's is shown in a message: on one line, and short. */
final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    static String value(JsonNode value) {
        if (value.isNumber()) {
            return number(value);
        }
        return value.isTextual() ? quoted(value.textValue()) : shortened(value.toString());
    }

    /** With its kind before it: {@code the number 5}. */
    static String withKind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> value.isEmpty() ? "an empty mapping" : "the mapping " + value(value);
            case ARRAY -> value.isEmpty() ? "an empty list" : "the list " + value(value);
            case STRING -> "the text " + value(value);
            case NUMBER -> "the number " + value(value);
            case BOOLEAN -> "the boolean " + value(value);
            default -> "null";
        };
    }

    static String number(JsonNode value) {
        if (!Double.isFinite(value.doubleValue())) {
            return value.asText();
        }
        BigDecimal plain = value.decimalValue().stripTrailingZeros();
        return plain.precision() - plain.scale() > 20 || plain.scale() > 20 ? plain.toString() : plain.toPlainString();
    }

    static String quoted(String text) {
        return "\"" + shortened(text) + "\"";
    }

    private static String shortened(String text) {
        String line = text.replace("\r", "").replace("\n", "\\n");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
