package dev.signalbox.promql;

/**
 * Finds where a number or a duration ends. The rules are loose, and follow Prometheus' lexer in that: what they accept
 * may still be no number ({@code 0x}) or no duration ({@code 1.5h}).
 */
final class NumberScan {
    private final Cursor cursor;

    NumberScan(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Moves over a number; false when it is none, or goes on as a name or a unit does. */
    boolean number() {
        boolean hex = false;
        if (cursor.skip('0') && (cursor.skip('x') || cursor.skip('X'))) {
            hex = true;
            cursor.skip('_');
        }
        cursor.skip('.');
        skipDigit(hex);
        boolean sawDot = false;
        boolean sawExponent = false;
        while (true) {
            int c = cursor.peek();
            if (isExponent(c)) {
                if (sawExponent || !exponent()) {
                    return false;
                }
                sawExponent = true;
            } else if (c == '.') {
                if (sawDot || hex || !dot()) {
                    return false;
                }
                sawDot = true;
            } else if (c == '_') {
                if (!underscore()) {
                    return false;
                }
            } else if (!skipDigit(hex)) {
                return !isNameChar(c);
            } else {
                // In a row of hexadecimal digits an e is a digit, at its beginning it is not.
                while (skipDigit(hex)) {}
            }
        }
    }

    private boolean exponent() {
        cursor.read();
        if (!cursor.skip('+')) {
            cursor.skip('-');
        }
        int c = cursor.peek();
        return !(c < 0 || c == '.' || c == '_' || isExponent(c));
    }

    private boolean dot() {
        cursor.read();
        return cursor.peek() != '_' && cursor.peek() != '.';
    }

    private boolean underscore() {
        cursor.read();
        int c = cursor.peek();
        return !(c < 0 || c == '.' || c == '_' || isExponent(c));
    }

    /** Moves on from a number that went on as a unit does, over the rest of a duration; false when it is none. */
    boolean duration() {
        if (!skipUnit(true)) {
            return false;
        }
        while (Names.isDigit(cursor.peek())) {
            while (Names.isDigit(cursor.peek())) {
                cursor.read();
            }
            if (!skipUnit(false)) {
                return false;
            }
        }
        return !isNameChar(cursor.peek());
    }

    private boolean skipUnit(boolean first) {
        int c = cursor.peek();
        if (c < 0 || "smhdw".indexOf(c) < 0 && !(first && c == 'y')) {
            return false;
        }
        cursor.read();
        cursor.skip('s');
        return true;
    }

    private boolean skipDigit(boolean hex) {
        int c = cursor.peek();
        boolean digit = Names.isDigit(c) || hex && c > 0 && c <= 'f' && Character.digit(c, 16) >= 0;
        if (digit) {
            cursor.read();
        }
        return digit;
    }

    private static boolean isExponent(int c) {
        return c == 'e' || c == 'E';
    }

    private static boolean isNameChar(int c) {
        return Names.isLetter(c) || Names.isDigit(c);
    }
}
