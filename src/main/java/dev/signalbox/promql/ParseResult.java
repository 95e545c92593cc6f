package dev.signalbox.promql;

/** What came of reading a text as PromQL. */
public sealed interface ParseResult {

    /**
     * The text is a valid expression.
     *
     * @param expr its tree
     */
    record Parsed(Expr expr) implements ParseResult {}

    /**
     * The text is not a valid expression.
     *
     * @param message what is wrong, in one line, without the position
     * @param offset where, in chars from the start; equals the length at the end of the text
     * @param line the same as a line, from 1
     * @param column the same as a column in chars, from 1
     */
    record Fault(String message, int offset, int line, int column) implements ParseResult {

        /** Chars of a message: what was typed is part of it, and may be of any length. */
        private static final int LONGEST = 300;

        static Fault at(String text, int offset, String message) {
            int line = 1;
            int lineStart = 0;
            for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
                line++;
                lineStart = i + 1;
            }
            String cut = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
            return new Fault(Quoting.printable(cut), offset, line, offset - lineStart + 1);
        }

        /** {@code line:column: message}. */
        @Override
        public String toString() {
            return line + ":" + column + ": " + message;
        }
    }
}
