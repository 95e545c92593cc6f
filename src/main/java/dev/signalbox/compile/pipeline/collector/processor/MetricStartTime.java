package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import java.time.Duration;

/**
 * Says when scraped counters began, which a scrape doesn't: without it a counter that starts again is taken for a fault.
 *
 * @param strategy how it is found out
 * @param gcInterval after which a series that gets no point is forgotten
 */
public record MetricStartTime(Strategy strategy, Duration gcInterval) implements Component.Processor {
    @Override
    public ComponentType type() {
        return ComponentType.METRIC_START_TIME;
    }

    /** How it is found out. */
    public enum Strategy {
        /** A first point says nothing but when the series began; values stay as they are. */
        TRUE_RESET_POINT,
        /** The first point is taken off all later ones. */
        SUBTRACT_INITIAL_POINT
    }
}
