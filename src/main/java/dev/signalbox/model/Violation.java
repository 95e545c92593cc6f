package dev.signalbox.model;

/**
 * One reason why a resource can't be used as it is.
 *
 * @param path where in the resource, in dotted form with list indexes in brackets ({@code spec.sli.ratio.total},
 *     {@code spec.alerting.burnRates[0].long})
 * @param message what it must be and what it was
 * @param fix what to write instead; empty when there is nothing more to say
 */
public record Violation(String path, String message, String fix) {
    /** In characters, of each part: what was written is told, but whoever writes a million is not told all of them. */
    private static final int LONGEST = 4_096;

    private static final int END = 256;

    public Violation {
        path = shortened(path);
        message = shortened(message);
        fix = shortened(fix);
    }

    /** The same, ending with where it comes from. */
    public Violation from(String origin) {
        return fix.isEmpty()
                ? new Violation(path, message + " " + origin, "")
                : new Violation(path, message, fix + " " + origin);
    }

    /** {@code path: message; fix}, the form in which every door reports it. */
    @Override
    public String toString() {
        return fix.isEmpty() ? path + ": " + message : path + ": " + message + "; " + fix;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST - END) + "… (" + text.length() + " characters) …"
                        + text.substring(text.length() - END);
    }
}
