package dev.signalbox.promql;

/**
 * Which parts of the language are accepted beyond what a Prometheus with default flags accepts.
 *
 * @param experimentalFunctions functions and aggregations behind
 *     {@code --enable-feature=promql-experimental-functions}: {@code info}, {@code limitk}, {@code mad_over_time}, …
 */
public record ParserOptions(boolean experimentalFunctions) {

    /** What a Prometheus with default flags accepts. */
    public static final ParserOptions DEFAULT = new ParserOptions(false);
}
