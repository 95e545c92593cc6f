package dev.signalbox.operator.apply;

import java.math.BigInteger;

/**
 * The order of resource versions of one kind: decimal numbers that grow.
 *
 * @see <a href="https://github.com/kubernetes/enhancements/issues/5504">Comparable resource versions</a>
 */
public final class ResourceVersions {
    private ResourceVersions() {}

    /** What has {@code version} is the same as, or came after, what has {@code other}. */
    public static boolean atLeast(String version, String other) {
        return new BigInteger(version).compareTo(new BigInteger(other)) >= 0;
    }

    /** The later one. */
    public static String latest(String one, String other) {
        return atLeast(one, other) ? one : other;
    }
}
