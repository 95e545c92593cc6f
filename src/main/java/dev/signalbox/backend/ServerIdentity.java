package dev.signalbox.backend;

import java.util.Optional;

/**
 * What a server says it is.
 *
 * @param flavor whose it is
 * @param version of the software, e.g. {@code 2.42.0}; nothing where it tells another's
 */
public record ServerIdentity(Flavor flavor, Optional<String> version) {

    /** Who speaks like Prometheus. */
    public enum Flavor {
        PROMETHEUS,
        MIMIR,
        /** Tells a fixed version of Prometheus, so that clients of that work. */
        VICTORIA_METRICS,
        THANOS,
        OTHER
    }

    /**
     * From what is under {@code /api/v1/status/buildinfo}. Mimir names itself. VictoriaMetrics answers with a version and
     * nothing else; Prometheus and Thanos tell what they were built with, and Thanos has not come to version 1.
     *
     * @param application empty where it is not there
     * @param version as it is there
     * @param built whether it tells with which Go it was built
     */
    public static ServerIdentity of(String application, String version, boolean built) {
        return switch (application) {
            case "", "Prometheus" -> {
                if (version.isEmpty()) {
                    yield new ServerIdentity(Flavor.OTHER, Optional.empty());
                }
                if (!built) {
                    yield new ServerIdentity(Flavor.VICTORIA_METRICS, Optional.empty());
                }
                yield new ServerIdentity(
                        version.startsWith("0.") ? Flavor.THANOS : Flavor.PROMETHEUS, Optional.of(version));
            }
            case "Grafana Mimir" -> new ServerIdentity(Flavor.MIMIR, Optional.of(version));
            default -> new ServerIdentity(Flavor.OTHER, Optional.of(version));
        };
    }
}
