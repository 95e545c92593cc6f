package dev.signalbox.promql;

import java.util.OptionalInt;
import java.util.Set;

/** A character class of a regular expression, {@code [a-z\d]}, and the escapes in and outside of it. */
final class RegexClass {
    private static final Set<String> POSIX = Set.of(
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "word", "xdigit");

    private final String text;
    private final int begin;
    private final int lastNamedEnd;
    private int pos;
    /** @param lastNamedEnd where the last {@code :]} of the text is, or negative */
    RegexClass(String text, int begin, int lastNamedEnd) {
        this.text = text;
        this.begin = begin;
        this.lastNamedEnd = lastNamedEnd;
    }

    /** Where the class ends that begins with the bracket at {@code begin}. */
    int end() {
        pos = begin + 1;
        if (text.startsWith("^", pos)) {
            pos++;
        }
        for (boolean first = true; first || !text.startsWith("]", pos); first = false) {
            OptionalInt named = endOfPosixClass();
            if (named.isEmpty()) {
                named = endOfEscapedClass(text, pos);
            }
            if (named.isPresent()) {
                pos = named.getAsInt();
            } else {
                range();
            }
        }
        return pos + 1;
    }

    private void range() {
        int from = pos;
        int low = character();
        if (text.startsWith("-", pos) && pos + 1 < text.length() && text.charAt(pos + 1) != ']') {
            pos++;
            if (character() < low) {
                throw new RegexFault("range is the wrong way round: " + text.substring(from, pos));
            }
        }
    }

    private int character() {
        if (pos >= text.length()) {
            throw new RegexFault("missing closing ]");
        }
        if (text.charAt(pos) == '\\') {
            Escape escape = escape(text, pos);
            pos = escape.end();
            return escape.codePoint();
        }
        int codePoint = text.codePointAt(pos);
        pos += Character.charCount(codePoint);
        return codePoint;
    }

    private OptionalInt endOfPosixClass() {
        if (pos + 2 > lastNamedEnd || !text.startsWith("[:", pos)) {
            return OptionalInt.empty();
        }
        int end = text.indexOf(":]", pos + 2);
        String name = text.substring(text.startsWith("^", pos + 2) ? pos + 3 : pos + 2, end);
        if (!POSIX.contains(name)) {
            throw new RegexFault("no such class: [:" + name + ":]");
        }
        return OptionalInt.of(end + 2);
    }

    /** Where an escape for many characters ends, such as {@code \d} or {@code \p{Greek}}, if there is one. */
    static OptionalInt endOfEscapedClass(String text, int backslash) {
        if (!text.startsWith("\\", backslash) || backslash + 1 >= text.length()) {
            return OptionalInt.empty();
        }
        return switch (text.charAt(backslash + 1)) {
            case 'd', 'D', 's', 'S', 'w', 'W' -> OptionalInt.of(backslash + 2);
            case 'p', 'P' -> OptionalInt.of(endOfUnicodeClass(text, backslash + 2));
            default -> OptionalInt.empty();
        };
    }

    private static int endOfUnicodeClass(String text, int from) {
        boolean braces = text.startsWith("{", from);
        int end = braces ? text.indexOf('}', from) : from + 1;
        if (end < 0 || end > text.length()) {
            throw new RegexFault("unfinished \\p");
        }
        String name = braces ? text.substring(from + 1, end) : text.substring(from, end);
        if (!UnicodeClasses.isKnown(name.startsWith("^") ? name.substring(1) : name)) {
            throw new RegexFault("no such class: \\p{" + name + "}");
        }
        return braces ? end + 1 : end;
    }

    /** Where an escape for one character ends. */
    static int endOfEscape(String text, int backslash) {
        return escape(text, backslash).end();
    }

    private record Escape(int codePoint, int end) {}

    private static Escape escape(String text, int backslash) {
        int at = backslash + 1;
        if (at >= text.length()) {
            throw new RegexFault("backslash at the end");
        }
        char c = text.charAt(at);
        return switch (c) {
            case 'a' -> new Escape(0x07, at + 1);
            case 'f' -> new Escape('\f', at + 1);
            case 'n' -> new Escape('\n', at + 1);
            case 'r' -> new Escape('\r', at + 1);
            case 't' -> new Escape('\t', at + 1);
            case 'v' -> new Escape(0x0B, at + 1);
            case 'x' -> text.startsWith("{", at + 1) ? bracedHex(text, at + 2) : plainHex(text, at + 1);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(text, at);
            default -> {
                if (c >= 0x80 || Character.isLetterOrDigit(c)) {
                    throw invalid(text, backslash, at + 1);
                }
                yield new Escape(c, at + 1);
            }
        };
    }

    /** A single digit other than 0 would be a back reference. */
    private static Escape octal(String text, int at) {
        int end = at;
        while (end < text.length() && end < at + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            end++;
        }
        if (end == at + 1 && text.charAt(at) != '0') {
            throw invalid(text, at - 1, end);
        }
        return new Escape(Integer.parseInt(text, at, end, 8), end);
    }

    private static Escape plainHex(String text, int at) {
        if (at + 2 > text.length() || !isHex(text.charAt(at)) || !isHex(text.charAt(at + 1))) {
            throw invalid(text, at - 2, Math.min(at + 2, text.length()));
        }
        return new Escape(Integer.parseInt(text, at, at + 2, 16), at + 2);
    }

    private static Escape bracedHex(String text, int at) {
        int value = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '}' && i > at) {
                return new Escape(value, i + 1);
            }
            value = isHex(c) ? value * 16 + Character.digit(c, 16) : Integer.MAX_VALUE;
            if (value > Character.MAX_CODE_POINT) {
                throw invalid(text, at - 3, i + 1);
            }
        }
        throw invalid(text, at - 3, text.length());
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static RegexFault invalid(String text, int from, int to) {
        return new RegexFault("no such escape: " + text.substring(from, to));
    }
}
