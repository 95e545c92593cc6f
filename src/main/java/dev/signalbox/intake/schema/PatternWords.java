package dev.signalbox.intake.schema;

import java.util.Map;

/** What the patterns of our schemas mean, so that nobody has to read them. */
final class PatternWords {
    private static final String ENDS = ", first and last a letter or digit";

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(
                    "^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$",
                    "a duration, e.g. 30s, 5m or 7d"),
            Map.entry("^([0-9]+(y|w|d|h|m|s|ms))+$", "a duration, e.g. 30s, 5m or 7d"),
            Map.entry("^(Standard|Relaxed)$", "Standard, Relaxed or a list"),
            Map.entry("^(CreditCard|Email)$", "CreditCard, Email or {name, pattern}"),
            Map.entry("^[0-9]+(\\.[0-9]+)?(m|k|Ki|[MGTPE]i?)?$", "a quantity of Kubernetes, e.g. 500m or 2Gi"),
            Map.entry("^[0-9]{1,12}(\\.[0-9]{1,9})?$", "a price in decimals, e.g. 0.008"),
            Map.entry("^[A-Z]{3}$", "a currency of three letters, e.g. EUR"),
            Map.entry("^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?:[0-9]{1,5}$", "host:port"),
            Map.entry("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$", "letters, digits, -, _ and ." + ENDS),
            Map.entry("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "lower-case letters, digits and -" + ENDS),
            Map.entry("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$", "lower-case letters, digits, - and ." + ENDS),
            Map.entry(RootSchema.NAME, "lower-case letters, digits, - and ." + ENDS),
            Map.entry("^[a-zA-Z_][a-zA-Z0-9_]*$", "a label name: letters, digits and _, not first a digit"),
            Map.entry("^https?://[^\\s/?#*]+$", "an origin: http:// or https:// and a host"),
            Map.entry("^https?://[^\\s/?#]+([/?#]\\S*)?$", "an http or https URL"),
            Map.entry("^[-._a-zA-Z0-9]+$", "letters, digits, -, _ and ."),
            Map.entry("^/\\S*$", "a path that begins with /"));

    private PatternWords() {}

    /** What a text must do to match. */
    static String of(String pattern) {
        String words = WORDS.get(pattern);
        return words == null ? "match " + pattern : "be " + words;
    }
}
