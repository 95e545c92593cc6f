package dev.signalbox.compile.retention;

import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.retention.StackRetention.MetricRetention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server of metrics has to be started with to keep samples as long as was asked for. The server and its objects are
 * its owner's, so this is shown, never written.
 *
 * @param settings exact flags, with the fields of objects that carry them; all of them
 * @param unsupported what was asked for and the server can't do
 * @param flag what Prometheus itself tells of the flag that decides
 */
public record MetricTiers(List<String> settings, Optional<String> unsupported, Optional<Flag> flag) {
    /**
     * Below it Thanos' compactor deletes raw blocks before it has made samples of five minutes of them.
     *
     * @see <a href="https://thanos.io/tip/components/compact.md/#downsampling">Downsampling</a>
     */
    private static final Duration LEAST_RAW = Duration.ofHours(40);

    /** Likewise of samples of an hour. */
    private static final Duration LEAST_5M = Duration.ofDays(10);

    public MetricTiers {
        settings = List.copyOf(settings);
    }

    /**
     * A flag of a server that tells its flags.
     *
     * @param name without dashes
     * @param value as asked for
     */
    public record Flag(String name, Duration value) {}

    /** What there is to set; nothing where nothing is asked for. */
    public static Optional<MetricTiers> of(MetricRetention asked) {
        return Optional.of(asked).filter(MetricRetention::asks).map(all -> switch (all.server()) {
            case PROMETHEUS -> prometheus(all);
            case VICTORIA_METRICS -> victoriaMetrics(all);
            case MIMIR -> mimir(all);
            case THANOS -> thanos(all);
        });
    }

    private static MetricTiers prometheus(MetricRetention asked) {
        return new MetricTiers(
                asked.raw().stream()
                        .map(raw ->
                                "--storage.tsdb.retention.time=%1$s (retention: %1$s in the spec of a Prometheus object)"
                                        .formatted(text(raw)))
                        .toList(),
                notDownsampled(asked, "Prometheus", "give its blocks to Thanos for that, and write type: Thanos"),
                asked.raw().map(raw -> new Flag("storage.tsdb.retention.time", raw)));
    }

    /** Samples stay until the longest of the times; thinned out by its Enterprise edition only. */
    private static MetricTiers victoriaMetrics(MetricRetention asked) {
        Optional<Duration> longest = Stream.of(asked.raw(), asked.downsampled5m(), asked.downsampled1h())
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
        List<String> settings = new ArrayList<>();
        longest.ifPresent(period ->
                settings.add("-retentionPeriod=%1$s (retentionPeriod: %1$s in the spec of a VMSingle or VMCluster)"
                        .formatted(text(period))));
        String thinned = Stream.of(
                        asked.downsampled5m().flatMap(_ -> asked.raw()).map(raw -> text(raw) + ":5m"),
                        asked.downsampled1h()
                                .flatMap(_ -> asked.downsampled5m().or(asked::raw))
                                .map(before -> text(before) + ":1h"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(","));
        if (!thinned.isEmpty()) {
            settings.add("-downsampling.period=" + thinned + " (Enterprise only)");
        }
        return new MetricTiers(settings, Optional.empty(), Optional.empty());
    }

    private static MetricTiers mimir(MetricRetention asked) {
        return new MetricTiers(
                asked.raw().stream()
                        .map(raw -> "compactor_blocks_retention_period: %s in limits, or in the tenant's overrides"
                                .formatted(text(raw)))
                        .toList(),
                notDownsampled(asked, "Mimir", "leave them out"),
                Optional.empty());
    }

    private static MetricTiers thanos(MetricRetention asked) {
        boolean tooShort = asked.downsampled5m().isPresent()
                        && asked.raw()
                                .filter(raw -> raw.compareTo(LEAST_RAW) < 0)
                                .isPresent()
                || asked.downsampled1h().isPresent()
                        && asked.downsampled5m()
                                .filter(kept -> kept.compareTo(LEAST_5M) < 0)
                                .isPresent();
        return new MetricTiers(
                Stream.of(
                                asked.raw().map(kept -> "--retention.resolution-raw=" + text(kept)),
                                asked.downsampled5m().map(kept -> "--retention.resolution-5m=" + text(kept)),
                                asked.downsampled1h().map(kept -> "--retention.resolution-1h=" + text(kept)))
                        .flatMap(Optional::stream)
                        .map(flag -> flag + " of thanos compact")
                        .toList(),
                Optional.of(
                                "Thanos thins out what has grown old; keep raw for at least 40h and downsampled5m for at least 10d, or there is nothing left to thin out")
                        .filter(_ -> tooShort),
                Optional.empty());
    }

    private static Optional<String> notDownsampled(MetricRetention asked, String server, String fix) {
        return Optional.of("%s does not thin samples out (downsampled5m, downsampled1h); %s".formatted(server, fix))
                .filter(_ -> asked.downsampled5m().isPresent()
                        || asked.downsampled1h().isPresent());
    }

    private static String text(Duration duration) {
        return PrometheusDuration.print(duration);
    }
}
