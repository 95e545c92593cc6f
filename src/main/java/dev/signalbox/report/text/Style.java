package dev.signalbox.report.text;

/**
 * How text is shown.
 *
 * @param width columns of the terminal
 * @param colour whether it may be coloured; what a colour says is said in words as well
 */
public record Style(int width, boolean colour) {
    private static final int REPLACEMENT = '\uFFFD';
    private static final String RESET = "\u001b[0m";

    /** A colour of the terminal's own palette. */
    enum Ink {
        BOLD("\u001b[1m"),
        DIM("\u001b[2m"),
        BAD("\u001b[1;31m"),
        WARNING("\u001b[33m"),
        GOOD("\u001b[34m");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    /** What others wrote must not steer a terminal. */
    static String printable(String text) {
        return text.codePoints()
                .map(character -> Character.isISOControl(character) ? REPLACEMENT : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    String ink(Ink ink, String text) {
        return colour && !text.isBlank() ? ink.code + text + RESET : text;
    }
}
