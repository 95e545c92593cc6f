package dev.signalbox.compile.pipeline.collector.connector;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Key;
import dev.signalbox.compile.pipeline.collector.Written;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Rates, errors and durations of spans.
 *
 * @param namespace what metrics' names begin with
 * @param dimensions attributes that tell series apart, beside service, span name, kind and status
 * @param excludeDimensions of those that are there anyway
 * @param histogram durations
 * @param aggregationTemporality since when counters count
 * @param metricsFlushInterval between points
 * @param metricsExpiration after which a series that gets nothing ends; zero means never
 * @param aggregationCardinalityLimit series of a resource; further ones become one; 0 means no limit
 * @param resourceMetricsKeyAttributes what makes a resource; empty means all of its attributes
 */
public record SpanMetrics(
        String namespace,
        List<Dimension> dimensions,
        List<String> excludeDimensions,
        Histogram histogram,
        Temporality aggregationTemporality,
        Duration metricsFlushInterval,
        Duration metricsExpiration,
        int aggregationCardinalityLimit,
        List<String> resourceMetricsKeyAttributes)
        implements Component.Connector {

    /** Copies the lists. */
    public SpanMetrics {
        dimensions = List.copyOf(dimensions);
        excludeDimensions = List.copyOf(excludeDimensions);
        resourceMetricsKeyAttributes = List.copyOf(resourceMetricsKeyAttributes);
    }

    @Override
    public ComponentType type() {
        return ComponentType.SPAN_METRICS;
    }

    /**
     * An attribute that tells series apart.
     *
     * @param name of a span or its resource
     * @param otherwise its value where it is not; empty means that the label is missing
     */
    public record Dimension(String name, @Key("default") Optional<String> otherwise) {}

    /**
     * Durations.
     *
     * @param unit of values and bounds
     * @param explicit their bounds
     */
    public record Histogram(Unit unit, Bounds explicit) {}

    /** @param buckets upper bounds, ascending */
    public record Bounds(List<Duration> buckets) {
        /** Copies the bounds. */
        public Bounds {
            buckets = List.copyOf(buckets);
        }
    }

    /** The unit of durations. */
    public enum Unit implements Written {
        /** Milliseconds. */
        MILLISECONDS("ms"),
        /** Seconds. */
        SECONDS("s");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        @Override
        public Object written(CollectorVersion version) {
            return text;
        }
    }

    /** Since when counters count. */
    public enum Temporality implements Written {
        /** Since the start. */
        CUMULATIVE,
        /** Since the last point. */
        DELTA;

        @Override
        public Object written(CollectorVersion version) {
            return "AGGREGATION_TEMPORALITY_" + name();
        }
    }
}
