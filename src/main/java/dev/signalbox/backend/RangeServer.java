package dev.signalbox.backend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A server that answers queries over time. */
public interface RangeServer {
    /**
     * The values of each series at each step.
     *
     * @param start inclusive
     * @param end inclusive
     * @param step whole seconds; Prometheus refuses more than 11,000 of them
     */
    Answer<List<Series>> range(String expression, Instant start, Instant end, Duration step);
}
