package dev.signalbox.compile.pipeline;

/**
 * Over how many components the settings of services are spread that take a part of a component for each: one component may be
 * as large as an object of Kubernetes, and no larger.
 */
public final class ServiceShares {
    /** A service takes a kilobyte or two: a quarter of an object, so that a few of them share one. */
    private static final int SERVICES = 250;

    private ServiceShares() {}

    /** @return at least 1 */
    public static int of(int services) {
        return Math.max(1, Math.ceilDiv(services, SERVICES));
    }
}
