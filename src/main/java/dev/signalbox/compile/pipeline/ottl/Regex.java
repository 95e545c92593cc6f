package dev.signalbox.compile.pipeline.ottl;

import dev.signalbox.promql.Re2Syntax;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A regular expression of Go, which looks anywhere in the text unless it is anchored.
 *
 * @param pattern in RE2's syntax; another one stops a collector at its start, so it is refused (a user's was checked when
 *     their resource was read)
 */
public record Regex(String pattern) {
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    /** Refuses what Go would not compile. */
    public Regex {
        if (Re2Syntax.check(pattern) instanceof Re2Syntax.Invalid(String message)) {
            throw new IllegalArgumentException("must be a regular expression of RE2, was " + pattern + ": " + message);
        }
    }

    /** Matches exactly one of some texts and nothing else. */
    public static Regex oneOf(Collection<String> texts) {
        return new Regex(texts.stream().map(Regex::quoted).collect(Collectors.joining("|", "^(?:", ")$")));
    }

    /** Matches texts that begin with one. */
    public static Regex startingWith(String prefix) {
        return new Regex("^" + quoted(prefix));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (SPECIAL.indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.appendCodePoint(c);
        });
        return quoted.toString();
    }
}
