package dev.signalbox.promql;

/** A place in a text that moves forward by chars. */
final class Cursor {
    /** What is read where the text has ended. */
    static final int END = -1;

    private final String text;
    private int pos;

    Cursor(String text) {
        this.text = text;
    }

    int pos() {
        return pos;
    }

    void moveTo(int newPos) {
        pos = newPos;
    }

    int peek() {
        return pos < text.length() ? text.charAt(pos) : END;
    }

    int read() {
        return pos < text.length() ? text.charAt(pos++) : END;
    }

    /** Moves over the char if it is next. */
    boolean skip(char wanted) {
        boolean found = peek() == wanted;
        if (found) {
            pos++;
        }
        return found;
    }

    /** Moves over letters, digits and {@code _}. */
    void skipWord(boolean colons) {
        while (Names.isLetter(peek()) || Names.isDigit(peek()) || colons && peek() == ':') {
            pos++;
        }
    }

    /** Moves over what separates tokens. */
    void skipSpace() {
        while (isSpace(peek())) {
            pos++;
        }
    }

    /** Moves to the end of the line. */
    void skipLine() {
        while (peek() != END && peek() != '\n' && peek() != '\r') {
            pos++;
        }
    }

    /** What was moved over since {@code start}. */
    String since(int start) {
        return text.substring(start, pos);
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
