package dev.signalbox.backend;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The value of one series at one time.
 *
 * @param labels of the series; sorted by name
 * @param value may be NaN or infinite
 */
public record Sample(Map<String, String> labels, double value) {
    public Sample {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
