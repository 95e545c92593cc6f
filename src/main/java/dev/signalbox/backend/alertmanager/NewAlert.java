package dev.signalbox.backend.alertmanager;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert to tell of.
 *
 * @param labels its identity
 * @param endsAt when it is over, unless it is told again
 */
public record NewAlert(Map<String, String> labels, Map<String, String> annotations, Instant startsAt, Instant endsAt) {
    public NewAlert {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
}
