package dev.signalbox.intake.document;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column in characters (code points), from 1
 */
public record Position(int line, int column) {
    public static final Position START = new Position(1, 1);

    /** {@code line:column}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
