package dev.signalbox.promql;

import java.util.Locale;
import java.util.Set;

/** Which names PromQL takes as they are, and which only in quotes. */
final class Names {
    /** Words that the grammar doesn't take for a metric, in any case of letters. */
    private static final Set<String> NOT_METRICS =
            Set.of("bool", "on", "ignoring", "group_left", "group_right", "atan2", "inf", "nan");

    /** Words that the grammar doesn't take for a label in a grouping, in any case of letters. */
    private static final Set<String> NOT_GROUPINGS = Set.of("without", "inf", "nan");

    private static final int LONGEST_WORD = "group_right".length();

    /** Which characters of ASCII a word is made of. */
    private static final boolean[] IN_WORD = new boolean[0x80];

    static {
        for (int c = 0; c < IN_WORD.length; c++) {
            IN_WORD[c] = isLetter(c) || isDigit(c);
        }
    }

    private Names() {}

    /** Whether it may stand before the braces of a selector. */
    static boolean isMetricBeforeBraces(String name) {
        return isWord(name, true)
                && (name.length() > LONGEST_WORD || !NOT_METRICS.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether it may stand without quotes in a grouping. */
    static boolean isGroupingLabel(String name) {
        return isLabel(name) && !NOT_GROUPINGS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether it is a label name of the kind all versions know: letters, digits and {@code _}. */
    static boolean isLabel(String name) {
        return isWord(name, false);
    }

    /** Whether Prometheus takes it for a label name at all: not empty, and UTF-8. */
    static boolean isUtf8Name(String name) {
        return !name.isEmpty() && Quoting.isUtf8(name);
    }

    private static boolean isWord(String name, boolean colons) {
        if (name.isEmpty() || isDigit(name.charAt(0))) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean inWord = c < IN_WORD.length && IN_WORD[c];
            if (!inWord && !(colons && c == ':')) {
                return false;
            }
        }
        return true;
    }

    /** A letter of ASCII, or {@code _}. */
    static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
