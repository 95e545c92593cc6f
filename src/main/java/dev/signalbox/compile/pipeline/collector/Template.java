package dev.signalbox.compile.pipeline.collector;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text that may hold the value of a variable of the collector's environment. Only so does what we write refer to one; a
 * dollar sign in any other text is just that. The collector goes on expanding in the value: a secret with {@code $$} arrives
 * with one, so where a component reads a file, that is better.
 *
 * @param before plain text
 * @param variable its name: capitals, digits and underscores; empty for plain text
 * @param after plain text; no dollar sign in either part where there is a variable
 * @param otherwise what stands there where there is no such variable: small letters; empty means nothing does
 */
public record Template(String before, Optional<String> variable, String after, Optional<String> otherwise) {
    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");
    private static final Pattern OTHERWISE = Pattern.compile("[a-z]*");

    /** Text for which nothing stands in where there is no such variable. */
    public Template(String before, Optional<String> variable, String after) {
        this(before, variable, after, Optional.empty());
    }

    /** Refuses what the collector would expand otherwise: it gives up expanding at the first escaped dollar sign. */
    public Template {
        if (variable.isPresent()) {
            if (!VARIABLE.matcher(variable.get()).matches()) {
                throw new IllegalArgumentException("must match " + VARIABLE + ", was " + variable.get());
            }
            if (before.contains("$") || after.contains("$")) {
                throw new IllegalArgumentException("must have no dollar sign, was " + before + " and " + after);
            }
        }
        if (otherwise.isPresent()
                && (variable.isEmpty() || !OTHERWISE.matcher(otherwise.get()).matches())) {
            throw new IllegalArgumentException("must stand in for a variable, and match " + OTHERWISE);
        }
    }

    /** Plain text, whatever it holds. */
    public static Template text(String text) {
        return new Template(text, Optional.empty(), "");
    }

    /** A variable's value alone. */
    public static Template env(String variable) {
        return new Template("", Optional.of(variable), "");
    }

    /** A variable's value alone, or something else where it is not set: a check of the settings passes all the same. */
    public static Template envOr(String variable, String otherwise) {
        return new Template("", Optional.of(variable), "", Optional.of(otherwise));
    }

    /** A variable's value followed by text, such as a port: {@code ${env:POD_IP}:4317}. */
    public static Template env(String variable, String after) {
        return new Template("", Optional.of(variable), after);
    }

    /** As the collector reads it. */
    String escaped() {
        String standIn = otherwise.map(text -> ":-" + text).orElse("");
        return variable.map(name -> before + "${env:" + name + standIn + "}" + after)
                .orElseGet(() -> escaped(before + after));
    }

    /** Plain text such that the collector finds nothing to expand: it halves every pair of dollar signs. */
    static String escaped(String text) {
        return text.replace("$", "$$");
    }
}
