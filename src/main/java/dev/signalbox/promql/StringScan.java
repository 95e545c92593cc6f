package dev.signalbox.promql;

/** Finds where a text literal ends, and refuses what {@link Quoting#unquote} could make no sense of. */
final class StringScan {
    private final Cursor cursor;
    private final int start;

    /** For the literal that begins where the cursor is. */
    StringScan(Cursor cursor) {
        this.cursor = cursor;
        this.start = cursor.pos();
    }

    /** Moves over the literal. */
    void skip() {
        int quote = cursor.read();
        boolean raw = quote == '`';
        while (true) {
            int c = cursor.read();
            if (c == quote) {
                return;
            }
            if (c == Cursor.END || c == '\n' && !raw) {
                throw fault("missing closing " + (char) quote);
            }
            if (c == '\\' && !raw) {
                escape(quote);
            } else if (c >= 0x80) {
                requireUtf8(c);
            }
        }
    }

    /** Prometheus takes the replacement character itself for a sign of broken text. */
    private void requireUtf8(int c) {
        boolean pair = Character.isHighSurrogate((char) c) && Character.isLowSurrogate((char) cursor.peek());
        if (pair) {
            cursor.read();
        } else if (Character.isSurrogate((char) c) || c == '\uFFFD') {
            throw fault("text is not UTF-8");
        }
    }

    private void escape(int quote) {
        int c = cursor.read();
        switch (c) {
            case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> {}
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                cursor.moveTo(cursor.pos() - 1);
                digits(3, 8, 0xFF);
            }
            case 'x' -> digits(2, 16, 0xFF);
            case 'u' -> digits(4, 16, Character.MAX_CODE_POINT);
            case 'U' -> digits(8, 16, Character.MAX_CODE_POINT);
            default -> {
                if (c != quote) {
                    throw fault("no such escape in a text: \\" + (c == Cursor.END ? "" : (char) c));
                }
            }
        }
    }

    private void digits(int count, int radix, int max) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int c = cursor.read();
            int digit = c == Cursor.END || c > 'f' ? -1 : Character.digit(c, radix);
            if (digit < 0) {
                throw fault("escape needs " + count + " digits");
            }
            value = value * radix + digit;
        }
        if (value > max || value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
            throw fault("escape is no character");
        }
    }

    private SyntaxFault fault(String message) {
        return new SyntaxFault(start, message);
    }
}
