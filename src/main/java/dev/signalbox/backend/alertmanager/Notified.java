package dev.signalbox.backend.alertmanager;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert that Alertmanager has.
 *
 * @param labels of the alert
 * @param state {@code active}, {@code suppressed} or {@code unprocessed}
 * @param startsAt since when it fires
 * @param receivers names of those that routes lead it to; whether they were told is not known
 * @param silencedBy ids of silences; Alertmanager does not tell who acknowledged what, so this is all there is
 * @param inhibitedBy fingerprints of alerts that keep it quiet
 */
public record Notified(
        Map<String, String> labels,
        String state,
        Instant startsAt,
        List<String> receivers,
        List<String> silencedBy,
        List<String> inhibitedBy) {
    public Notified {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        receivers = List.copyOf(receivers);
        silencedBy = List.copyOf(silencedBy);
        inhibitedBy = List.copyOf(inhibitedBy);
    }
}
