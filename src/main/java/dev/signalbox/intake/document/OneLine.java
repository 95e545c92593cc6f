package dev.signalbox.intake.document;

/** Text that may hold anything, made fit for a line of a report: a terminal obeys control characters. */
public final class OneLine {
    private OneLine() {}

    /** The text with its control characters and line breaks written as escapes. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(OneLine::isControl)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append(isControl(c) ? String.format("\\u%04X", c) : Character.toString(c));
            }
        });
        return line.toString();
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }
}
