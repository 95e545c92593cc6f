package dev.signalbox.testing.collector;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One point of a metric as OTLP carries it.
 *
 * @param origin whose it is
 * @param name of the metric
 * @param unit of the metric; may be empty
 * @param attributes values as of {@link AnyValue}
 * @param start since when it counts
 * @param time when it was read
 * @param value what was read
 */
public record MetricPoint(
        Origin origin,
        String name,
        String unit,
        Map<String, Object> attributes,
        Instant start,
        Instant time,
        Value value) {

    /** In the order of OTLP's numbers. */
    public enum Temporality {
        UNSPECIFIED,
        DELTA,
        CUMULATIVE
    }

    /** What was read. */
    public sealed interface Value {}

    /**
     * A level.
     *
     * @param number any
     */
    public record Gauge(double number) implements Value {}

    /**
     * A count.
     *
     * @param number since the start of the point
     * @param temporality what that start is
     * @param monotonic whether it only rises
     */
    public record Sum(double number, Temporality temporality, boolean monotonic) implements Value {}

    /**
     * A distribution; the bounds of one with exponential buckets are not read.
     *
     * @param count how many
     * @param sum of all
     * @param bounds upper bounds of the buckets but the last
     * @param buckets how many in each
     * @param temporality what the start of the point is
     */
    public record Histogram(long count, double sum, List<Double> bounds, List<Long> buckets, Temporality temporality)
            implements Value {}

    /** The cumulative point of a counter. */
    public static MetricPoint counter(
            Origin origin, String name, Map<String, Object> attributes, Instant start, Instant time, double number) {
        return new MetricPoint(
                origin, name, "", attributes, start, time, new Sum(number, Temporality.CUMULATIVE, true));
    }

    /** The number of a gauge or sum, the sum of a histogram. */
    public double number() {
        return switch (value) {
            case Gauge gauge -> gauge.number();
            case Sum sum -> sum.number();
            case Histogram histogram -> histogram.sum();
        };
    }
}
