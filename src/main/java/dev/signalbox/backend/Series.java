package dev.signalbox.backend;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of one series over time.
 *
 * @param labels of the series; sorted by name
 * @param points in order of time; a step without a value is not there
 */
public record Series(Map<String, String> labels, List<Point> points) {
    public Series {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        points = List.copyOf(points);
    }

    /** @param value may be NaN or infinite */
    public record Point(Instant time, double value) {}
}
