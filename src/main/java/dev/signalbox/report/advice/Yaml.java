package dev.signalbox.report.advice;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Scalars of the snippets that people copy. */
final class Yaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");
    private static final Pattern NOT_A_STRING = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private Yaml() {}

    /** A string, in quotes where it would be something else without. */
    static String word(String text) {
        return PLAIN.matcher(text).matches() && !NOT_A_STRING.matcher(text).matches()
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** {@code [a, b]}. */
    static String list(Collection<String> words) {
        return words.stream().map(Yaml::word).collect(Collectors.joining(", ", "[", "]"));
    }
}
