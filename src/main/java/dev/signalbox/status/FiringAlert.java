package dev.signalbox.status;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert of an SLO that fires.
 *
 * @param name of the alert
 * @param severity {@code page} or {@code ticket}
 * @param labels values of the groupBy labels; empty without groupBy
 * @param since when its expression first gave something
 */
public record FiringAlert(String name, String severity, Map<String, String> labels, Instant since) {
    public FiringAlert {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
