package dev.signalbox.intake.schema;

import java.util.Map;

/** What the patterns of our schemas mean, so that nobody has to read them. */
final class PatternWords {
    private static final String DNS = "lower-case letters, digits and -";
    private static final String QUANTITY = "be a quantity of Kubernetes, e.g. 500m or 2Gi";

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(
                    "^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$",
                    "be a duration, e.g. 30s, 5m or 7d"),
            Map.entry("^([0-9]+(y|w|d|h|m|s|ms))+$", "be a duration, e.g. 30s, 5m or 7d"),
            Map.entry("^(Standard|Relaxed)$", "be Standard, Relaxed or a list"),
            Map.entry("^(CreditCard|Email)$", "be CreditCard, Email or {name, pattern}"),
            Map.entry("^[0-9]+(\\.[0-9]+)?(m|k|Ki|[MGTPE]i?)?$", QUANTITY),
            Map.entry("^[0-9]{1,12}(\\.[0-9]{1,9})?$", "be a price in decimals"),
            Map.entry("^[A-Z]{3}$", "be a currency of three letters, e.g. EUR"),
            Map.entry("^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?:[0-9]{1,5}$", "be host:port"),
            Map.entry(
                    "^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$",
                    "be letters, digits, -, _ and ., first and last a letter or digit"),
            Map.entry("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "be " + DNS + ", first and last a letter or digit"),
            Map.entry("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$", "be " + DNS + " and ., first and last a letter or digit"),
            Map.entry(RootSchema.NAME, "be " + DNS + " and ., first and last a letter or digit"),
            Map.entry("^[a-zA-Z_][a-zA-Z0-9_]*$", "be a label name: letters, digits and _, not first a digit"),
            Map.entry("^https?://[^\\s/?#*]+$", "be an origin: http:// or https:// and a host"),
            Map.entry("^https?://[^\\s/?#]+([/?#]\\S*)?$", "be an http or https URL"),
            Map.entry("^/\\S*$", "be a path that begins with /"));

    private PatternWords() {}

    /** What a text must do to match. */
    static String of(String pattern) {
        return WORDS.getOrDefault(pattern, "match " + pattern);
    }
}
