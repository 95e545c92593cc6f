package dev.signalbox.intake.document;

/**
 * The text between two separators of a file.
 *
 * @param source name of the file as the user gave it
 * @param firstLine the number that the text's first line has in its file
 */
record Chunk(String source, String text, int firstLine) {

    Document document(Part root) {
        return new Document(source, text, root.value(), root.place());
    }

    /** How many lines end in it. */
    int lines() {
        int lines = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            lines++;
        }
        return lines;
    }

    /** @param offset into the text */
    Position position(int offset) {
        int line = firstLine;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return new Position(line, text.codePointCount(lineStart, offset) + 1);
    }
}
