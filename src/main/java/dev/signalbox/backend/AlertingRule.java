package dev.signalbox.backend;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alerting rule that a server has loaded.
 *
 * @param name of the alert
 * @param query its expression, as the server prints it
 * @param labels that it sets, templates not expanded; sorted by name
 * @param annotations likewise
 * @param alerts that it raises now
 */
public record AlertingRule(
        String name,
        String query,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<ActiveAlert> alerts) {
    public AlertingRule {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        alerts = List.copyOf(alerts);
    }
}
