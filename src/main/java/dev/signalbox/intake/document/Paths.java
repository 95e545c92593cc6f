package dev.signalbox.intake.document;

import java.util.regex.Pattern;

/** How a violation's path is written: {@code spec.alerting.burnRates[0].long}, {@code metadata.labels[a.b/c]}. */
public final class Paths {
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]*");

    private Paths() {}

    /** The path of a field. */
    public static String field(String path, String key) {
        return withoutLeadingDot(path + segment(key));
    }

    /** The path of a list item. */
    public static String item(String path, int index) {
        return path + "[" + index + "]";
    }

    static String segment(String key) {
        return SIMPLE.matcher(key).matches() ? "." + key : "[" + key + "]";
    }

    static String withoutLeadingDot(String path) {
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
