package dev.signalbox.promql;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;

/** Number literals, read as Go reads them: decimal, hexadecimal, octal with a leading zero, underscores between digits. */
final class Numbers {
    /** Below it every whole number has a double of its own. */
    private static final double HIGHEST_EXACT = 0x1p53;

    private Numbers() {}

    /** The value, or nothing when the text is no number or too large for one. */
    static OptionalDouble parse(String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "inf" -> {
                return OptionalDouble.of(Double.POSITIVE_INFINITY);
            }
            case "nan" -> {
                return OptionalDouble.of(Double.NaN);
            }
            default -> {
                if (!hasSoundUnderscores(text)) {
                    return OptionalDouble.empty();
                }
                String plain = text.replace("_", "");
                return isHex(plain) ? integer(plain.substring(2), 16) : decimalOrOctal(plain);
            }
        }
    }

    private static boolean isHex(String text) {
        return text.length() >= 2 && text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x';
    }

    private static OptionalDouble decimalOrOctal(String text) {
        if (text.length() > 1 && text.charAt(0) == '0') {
            OptionalDouble octal = integer(text.substring(1), 8);
            if (octal.isPresent()) {
                return octal;
            }
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.eE+-".indexOf(text.charAt(i)) < 0) {
                return OptionalDouble.empty();
            }
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble integer(String digits, int radix) {
        if (digits.isEmpty()) {
            return OptionalDouble.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), radix) < 0) {
                return OptionalDouble.empty();
            }
        }
        try {
            return OptionalDouble.of((double) Long.parseLong(digits, radix));
        } catch (NumberFormatException tooLarge) {
            return OptionalDouble.empty();
        }
    }

    /** An underscore stands between two digits, or right after {@code 0x}. */
    private static boolean hasSoundUnderscores(String text) {
        boolean hex = isHex(text);
        for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
            boolean before = i > 0 && (isDigit(text.charAt(i - 1), hex) || hex && i == 2);
            boolean after = i + 1 < text.length() && isDigit(text.charAt(i + 1), hex);
            if (!before || !after) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c, boolean hex) {
        return Character.digit(c, hex ? 16 : 10) >= 0;
    }

    /** The nearest whole number, ties away from zero; what no long can hold is the least one, as on Go for x86. */
    static long round(double value) {
        if (!(Math.abs(value) < 0x1p63)) {
            return Long.MIN_VALUE;
        }
        double whole = (double) (long) value;
        boolean away = Math.abs(value - whole) >= 0.5;
        return (long) (away ? whole + Math.signum(value) : whole);
    }

    /** The shortest plain decimal that is read as the same number. */
    static String print(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        if (value == Math.rint(value) && Math.abs(value) < HIGHEST_EXACT) {
            return Long.toString((long) value);
        }
        String shortest = Double.toString(value);
        return shortest.indexOf('E') < 0
                ? shortest
                : new BigDecimal(shortest).stripTrailingZeros().toPlainString();
    }
}
