package dev.signalbox.model.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the servers of a stack keep telemetry, and where that is written.
 *
 * @param logs of Loki
 * @param traces where Tempo reads its overrides; nothing: it is not told
 * @param metrics of the server of metrics
 * @param archive of the bucket
 */
public record StackRetention(
        LogRetention logs, Optional<RuntimeFile> traces, MetricRetention metrics, ArchiveTiers archive) {
    public static final StackRetention DEFAULT =
            new StackRetention(LogRetention.DEFAULT, Optional.empty(), MetricRetention.NONE, ArchiveTiers.DEFAULT);

    /**
     * A file in a ConfigMap, which a server reads again while it runs.
     *
     * @param namespace of the ConfigMap
     * @param configMap its name
     * @param key in it
     * @param owner who writes the rest of it
     */
    public record RuntimeFile(String namespace, String configMap, String key, Owner owner) {

        /** Whose a file is. */
        public enum Owner {
            /** Nobody else writes to it. */
            SIGNALBOX,
            /** It was there, and stays. */
            OTHER
        }

        public boolean isOurs() {
            return owner == Owner.SIGNALBOX;
        }

        /** {@code namespace/name}. */
        public String name() {
            return namespace + "/" + configMap;
        }
    }

    /**
     * How long samples are kept.
     *
     * @param server who keeps them
     * @param raw as they came
     * @param downsampled5m of five minutes
     * @param downsampled1h of an hour
     */
    public record MetricRetention(
            Server server, Optional<Duration> raw, Optional<Duration> downsampled5m, Optional<Duration> downsampled1h) {
        public static final MetricRetention NONE =
                new MetricRetention(Server.PROMETHEUS, Optional.empty(), Optional.empty(), Optional.empty());

        public boolean asks() {
            return raw.isPresent() || downsampled5m.isPresent() || downsampled1h.isPresent();
        }
    }

    /** Servers of metrics. */
    public enum Server {
        PROMETHEUS,
        VICTORIA_METRICS,
        MIMIR,
        THANOS
    }

    /**
     * Where archived logs go as they grow old.
     *
     * @param warmAfter when they are rarely read; nothing: never
     * @param coldAfter when they are hardly ever read; nothing: never
     * @param expireAfter when they are deleted where a service doesn't say; nothing: never
     */
    public record ArchiveTiers(
            Optional<Duration> warmAfter, Optional<Duration> coldAfter, Optional<Duration> expireAfter) {
        public static final ArchiveTiers DEFAULT =
                new ArchiveTiers(Optional.of(Duration.ofDays(30)), Optional.of(Duration.ofDays(90)), Optional.empty());
    }
}
