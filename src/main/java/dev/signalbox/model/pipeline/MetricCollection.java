package dev.signalbox.model.pipeline;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Metrics of a service.
 *
 * @param scrapes ports that serve Prometheus metrics
 * @param scraper who scrapes, where it was said
 * @param dropLabels labels to drop, the points that then look the same merged; sorted
 * @param mergeGauges how gauges are merged; nothing: dropped labels of gauges stay
 * @param dropMetrics RE2, each matching a whole name; sorted
 * @param limits on its series
 */
public record MetricCollection(
        List<Scrape> scrapes,
        Optional<Scraper> scraper,
        Set<String> dropLabels,
        Optional<GaugeMerge> mergeGauges,
        Set<String> dropMetrics,
        SeriesLimits limits) {
    public MetricCollection {
        scrapes = List.copyOf(scrapes);
        dropLabels = Collections.unmodifiableSet(new TreeSet<>(dropLabels));
        dropMetrics = Collections.unmodifiableSet(new TreeSet<>(dropMetrics));
    }

    /**
     * One port.
     *
     * @param port name of a container port, or its number
     * @param path of the metrics, absolute
     * @param interval nothing: the stack's
     */
    public record Scrape(String port, String path, Optional<Duration> interval) {}

    /** Who scrapes. */
    public enum Scraper {
        AGENT,
        POD_MONITOR,
        SERVICE_MONITOR
    }

    /** How gauges become one. */
    public enum GaugeMerge {
        MAX,
        MEAN
    }

    /**
     * Limits on active series.
     *
     * @param series of the service
     * @param perMetric of one of its metrics
     * @param labelValues values of one label of one metric
     * @param enforced whether a scrape fails beyond them
     */
    public record SeriesLimits(int series, int perMetric, int labelValues, boolean enforced) {
        /** As the schema has them. */
        public static final SeriesLimits DEFAULT = new SeriesLimits(10_000, 1_000, 100, false);
    }
}
