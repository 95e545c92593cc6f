package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Replacement;

/**
 * Something that must not leave a node.
 *
 * @param regex finds it
 * @param mask what stands in its place, with what the expression had to match around it
 */
record Secret(Regex regex, Replacement mask) {
    /** What stands where a secret was. */
    static final String MASK = "****";

    /** One that is all of the match. */
    static Secret whole(String regex) {
        return new Secret(new Regex(regex), Replacement.literal(MASK));
    }

    /** One that is the match but for its first group. */
    static Secret after(String regex) {
        return new Secret(new Regex(regex), Replacement.group("", 1, MASK));
    }
}
