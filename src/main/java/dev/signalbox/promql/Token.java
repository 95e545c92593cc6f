package dev.signalbox.promql;

/**
 * A piece of the input.
 *
 * @param type its kind
 * @param start where it begins, in chars
 * @param text as written; empty at the end of the input
 */
record Token(TokenType type, int start, String text) {

    private static final int SHORT = 60;

    int end() {
        return start + text.length();
    }

    /** As it is called in an error. */
    String described() {
        return switch (type) {
            case END -> type.text();
            case STRING, NUMBER, DURATION -> type.text() + " " + shortText();
            default -> '"' + shortText() + '"';
        };
    }

    private String shortText() {
        return text.length() <= SHORT ? text : text.substring(0, SHORT) + "…";
    }
}
