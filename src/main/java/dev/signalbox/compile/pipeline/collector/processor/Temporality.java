package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import java.time.Duration;

/** Counters since the last point and counters since the start, one from the other. Both remember every series. */
public sealed interface Temporality extends Component.Processor {

    /**
     * Counters since the last point.
     *
     * @param maxStaleness after which a series is forgotten; zero means never
     * @param initialValue what the first point of a series is worth
     */
    record CumulativeToDelta(Duration maxStaleness, InitialValue initialValue) implements Temporality {
        @Override
        public ComponentType type() {
            return ComponentType.CUMULATIVE_TO_DELTA;
        }
    }

    /**
     * Counters since the start.
     *
     * @param maxStale after which a series is forgotten
     * @param maxStreams series remembered at once; points of further ones are dropped
     */
    record DeltaToCumulative(Duration maxStale, long maxStreams) implements Temporality {
        @Override
        public ComponentType type() {
            return ComponentType.DELTA_TO_CUMULATIVE;
        }
    }

    /** What the first point of a series is worth. */
    enum InitialValue {
        /** Its value, if it began after the collector did. */
        AUTO,
        /** Its value. */
        KEEP,
        /** Nothing. */
        DROP
    }
}
