package dev.signalbox.compile.kube;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How text is written in YAML: bare where every reader takes it for text, in a block when it has lines, else quoted. */
final class YamlText {
    /** What some reader takes for a boolean, null or number (in any case, so that nobody has to know which). */
    private static final Set<String> WORDS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity");

    private static final int LONGEST_WORD = "infinity".length();

    /** Durations and quantities, which begin like numbers but are none anywhere. */
    private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]*[a-df-zA-DF-Z][a-zA-Z0-9]*");

    /** What a text has that decides how it is written; each a bit. */
    private static final int LINE_BREAK = 1;

    private static final int DOUBLE_QUOTE_OR_BACKSLASH = 1 << 1;
    private static final int SINGLE_QUOTE = 1 << 2;

    /** A colon that would end a key, a sign that would begin a comment, or a space that would be lost at the end. */
    private static final int AMBIGUITY = 1 << 3;

    /** Anything else than a line break that may not stand as it is. */
    private static final int UNPRINTABLE = 1 << 4;

    private static final int DELETE = 0x7F;
    private static final int HIGHEST_CONTROL = 0x9F;

    private YamlText() {}

    static String key(String key) {
        int traits = traits(key);
        if (isPlain(key, traits)) {
            return key;
        }
        StringBuilder quoted = new StringBuilder();
        quote(quoted, key, traits);
        return quoted.toString();
    }

    /** @param indent columns before each line, should it take more than one */
    static void append(StringBuilder out, String text, int indent) {
        int traits = traits(text);
        if (isPlain(text, traits)) {
            out.append(text);
        } else if (isBlock(text, traits)) {
            block(out, text, indent);
        } else {
            quote(out, text, traits);
        }
    }

    private static boolean isPlain(String text, int traits) {
        return (traits & (LINE_BREAK | AMBIGUITY | UNPRINTABLE)) == 0
                && !text.isEmpty()
                && beginsPlain(text)
                && !isWord(text);
    }

    /** What the text has of all that, found in one go: texts are long, and this is most of what it takes to write them. */
    private static int traits(String text) {
        int traits = 0;
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= '\'' || c >= DELETE || c == '\\') { // letters, digits and most signs need no second look
                traits |= trait(text, i, before);
                if (Character.isHighSurrogate(c)) {
                    i += Character.charCount(text.codePointAt(i)) - 1;
                }
            }
            before = c;
        }
        return before == ':' || before == ' ' ? traits | AMBIGUITY : traits;
    }

    /** @param before the character before it */
    private static int trait(String text, int i, char before) {
        return switch (text.charAt(i)) {
            case ' ' -> before == ':' ? AMBIGUITY : 0;
            case '#' -> before == ' ' ? AMBIGUITY : 0;
            case '"', '\\' -> DOUBLE_QUOTE_OR_BACKSLASH;
            case '\'' -> SINGLE_QUOTE;
            case '\n' -> LINE_BREAK;
            default -> isPrintable(text.codePointAt(i)) ? 0 : UNPRINTABLE;
        };
    }

    private static boolean isWord(String text) {
        return text.length() <= LONGEST_WORD && WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static boolean beginsPlain(String text) {
        int first = text.codePointAt(0);
        boolean digit = first >= '0' && first <= '9';
        return digit
                ? AMOUNT.matcher(text).matches()
                : first == '/' || first == '_' || first == '(' || Character.isLetter(first);
    }

    /** Lines of which the first is not indented and the last ends at most once. */
    private static boolean isBlock(String text, int traits) {
        return (traits & (LINE_BREAK | UNPRINTABLE)) == LINE_BREAK
                && text.charAt(0) != '\n'
                && text.charAt(0) != ' '
                && !text.endsWith("\n\n");
    }

    private static void block(StringBuilder out, String text, int indent) {
        boolean ends = text.endsWith("\n");
        out.append(ends ? "|" : "|-");
        int last = ends ? text.length() - 1 : text.length();
        int begin = 0;
        while (begin <= last) {
            int lineBreak = text.indexOf('\n', begin);
            int end = lineBreak < 0 ? last : lineBreak;
            out.append('\n');
            if (end > begin) {
                out.repeat(' ', indent).append(text, begin, end);
            }
            begin = end + 1;
        }
    }

    /** In single quotes where nothing needs an escape, as PromQL is full of double ones. */
    private static void quote(StringBuilder out, String text, int traits) {
        if ((traits & (DOUBLE_QUOTE_OR_BACKSLASH | LINE_BREAK | UNPRINTABLE)) == DOUBLE_QUOTE_OR_BACKSLASH) {
            out.append('\'')
                    .append((traits & SINGLE_QUOTE) == 0 ? text : text.replace("'", "''"))
                    .append('\'');
            return;
        }
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isPrintable(c) && c != '"' && c != '\\') {
                out.appendCodePoint(c);
            } else {
                out.append(escaped(c));
            }
            i += Character.charCount(c);
        }
        out.append('"');
    }

    /** The text on one line, with escapes for what can't be seen. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.append(isPrintable(c) ? Character.toString(c) : escaped(c)));
        return printable.toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> unprintable(c);
        };
    }

    /** Half a surrogate pair is no character; it becomes what an API server makes of it. */
    private static String unprintable(int c) {
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return half ? "\uFFFD" : String.format(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c);
    }

    /** Which characters may stand as they are; the line breaks of Unicode and the byte order mark may not. */
    private static boolean isPrintable(int c) {
        return (c >= ' ' && c < DELETE)
                || (c > HIGHEST_CONTROL
                        && c != 0x2028
                        && c != 0x2029
                        && c != 0xFEFF
                        && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        && (c & 0xFFFE) != 0xFFFE);
    }
}
