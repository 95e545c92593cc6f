package dev.signalbox.intake.document;

/** How a violation's path is written: {@code spec.alerting.burnRates[0].long}, {@code metadata.labels[a.b/c]}. */
public final class Paths {
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
        return isSimple(key) ? "." + key : "[" + key + "]";
    }

    private static boolean isSimple(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
            if (!letter && (i == 0 || c != '-' && (c < '0' || c > '9'))) {
                return false;
            }
        }
        return !key.isEmpty();
    }

    static String withoutLeadingDot(String path) {
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
