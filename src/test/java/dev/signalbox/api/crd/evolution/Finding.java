package dev.signalbox.api.crd.evolution;

/**
 * A place where a definition breaks with that of the previous release.
 *
 * @param where the definition, its version and a path in its schema, as far as it is about these:
 *     {@code slos.signalbox.dev v1alpha1 spec.groupBy[]}
 * @param what which break it is
 * @param detail what was there, and what is
 */
record Finding(String where, Break what, String detail) {

    /** By which it can be allowed. */
    String key() {
        return where + " | " + what;
    }

    @Override
    public String toString() {
        return "%s (%s): %s".formatted(key(), detail, what.consequence());
    }
}
