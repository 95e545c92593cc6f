package dev.signalbox.compile.pipeline.collector;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the collector's distribution, whose components all have the same one.
 *
 * @param major 0 until now
 * @param minor of a release, every two weeks
 * @param patch of corrections
 */
public record CollectorVersion(int major, int minor, int patch) implements Comparable<CollectorVersion> {

    /** The version that the model was written from and is tested against. */
    public static final CollectorVersion PINNED = new CollectorVersion(0, 155, 0);

    /** The oldest one that has every field we write, but for those marked {@link Since}. */
    public static final CollectorVersion OLDEST = new CollectorVersion(0, 148, 0);

    private static final Pattern FORM = Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,4})\\.([0-9]{1,4})");

    private static final Comparator<CollectorVersion> ORDER = Comparator.comparingInt(CollectorVersion::major)
            .thenComparingInt(CollectorVersion::minor)
            .thenComparingInt(CollectorVersion::patch);

    /** @param text such as {@code 0.155.0} or {@code v0.155.0}; empty if it is no version */
    public static Optional<CollectorVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new CollectorVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** A release of which no patch matters. */
    static CollectorVersion release(int minor) {
        return new CollectorVersion(0, minor, 0);
    }

    /** Whether a configuration can be written for it: from {@link #OLDEST} to the last patch of {@link #PINNED}. */
    public boolean isSupported() {
        return isAtLeast(OLDEST) && major == PINNED.major && minor <= PINNED.minor;
    }

    /** Whether it is this one or later. */
    public boolean isAtLeast(CollectorVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(CollectorVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
