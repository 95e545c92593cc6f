package dev.signalbox.promql;

/**
 * Finds where a number or a duration ends. The rules are loose, and follow Prometheus' lexer in that: what they accept
 * may still be no number ({@code 0x}) or no duration ({@code 1.5h}).
 */
final class NumberScan {
    private final String input;
    private int pos;

    NumberScan(String input, int start) {
        this.input = input;
        this.pos = start;
    }

    /** Where the number or duration ends, or where it stopped being one. */
    int end() {
        return pos;
    }

    /** Moves over a number; false when it is none, or goes on as a name or a unit does. */
    boolean number() {
        boolean hex = false;
        if (skip('0') && (skip('x') || skip('X'))) {
            hex = true;
            skip('_');
        }
        skip('.');
        skipDigit(hex);
        boolean sawDot = false;
        boolean sawExponent = false;
        while (true) {
            int c = peek();
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
        pos++;
        if (!skip('+')) {
            skip('-');
        }
        int c = peek();
        return !(c < 0 || c == '.' || c == '_' || isExponent(c));
    }

    private boolean dot() {
        pos++;
        return peek() != '_' && peek() != '.';
    }

    private boolean underscore() {
        pos++;
        int c = peek();
        return !(c < 0 || c == '.' || c == '_' || isExponent(c));
    }

    /** Moves on from a number that went on as a unit does, over the rest of a duration; false when it is none. */
    boolean duration() {
        if (!skipUnit(true)) {
            return false;
        }
        while (Names.isDigit(peek())) {
            while (Names.isDigit(peek())) {
                pos++;
            }
            if (!skipUnit(false)) {
                return false;
            }
        }
        return !isNameChar(peek());
    }

    private boolean skipUnit(boolean first) {
        int c = peek();
        if (c < 0 || "smhdw".indexOf(c) < 0 && !(first && c == 'y')) {
            return false;
        }
        pos++;
        skip('s');
        return true;
    }

    private boolean skipDigit(boolean hex) {
        int c = peek();
        boolean digit = Names.isDigit(c) || hex && c > 0 && c <= 'f' && Character.digit(c, 16) >= 0;
        if (digit) {
            pos++;
        }
        return digit;
    }

    private static boolean isExponent(int c) {
        return c == 'e' || c == 'E';
    }

    private static boolean isNameChar(int c) {
        return Names.isLetter(c) || Names.isDigit(c);
    }

    private boolean skip(char wanted) {
        boolean found = peek() == wanted;
        if (found) {
            pos++;
        }
        return found;
    }

    private int peek() {
        return pos < input.length() ? input.charAt(pos) : -1;
    }
}
