package dev.signalbox.facts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version of the server that evaluates the rules; output is gated by it. */
public record PrometheusVersion(int major, int minor) implements Comparable<PrometheusVersion> {
    public static final PrometheusVersion KEEP_FIRING_FOR = new PrometheusVersion(2, 42);

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\..*)?");

    /** {@code 2.42.0}, {@code v3.1}; nothing when the text is no version. */
    public static Optional<PrometheusVersion> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new PrometheusVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    public boolean atLeast(PrometheusVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(PrometheusVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
