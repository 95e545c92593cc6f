package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Replacement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that must not leave a node.
 *
 * @param regex finds it
 * @param mask what stands in its place, with what the expression had to match around it
 * @param signs of which any matches each text that the expression matches, once it has no capitals, and also once it is
 *     part of JSON; they begin with literal text, by which they cost next to nothing. Empty if nothing is known
 */
record Secret(Regex regex, Replacement mask, List<Regex> signs) {
    /** What stands where a secret was. */
    static final String MASK = "****";

    /** Copies the signs. */
    Secret {
        signs = List.copyOf(signs);
    }

    /** One that is all of the match. */
    static Secret whole(String regex, String... signs) {
        return new Secret(new Regex(regex), Replacement.literal(MASK), signs(signs));
    }

    /** One that is the match but for its first group. */
    static Secret after(String regex, String... signs) {
        return new Secret(new Regex(regex), Replacement.group("", 1, MASK), signs(signs));
    }

    private static List<Regex> signs(String... signs) {
        return Stream.of(signs).map(Regex::new).toList();
    }
}
