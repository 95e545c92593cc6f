package dev.signalbox.backend;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule that a server has loaded.
 *
 * @param name of the recorded series or of the alert
 * @param query its expression, as the server prints it
 * @param labels that it sets; sorted by name
 * @param health {@code ok}, {@code unknown} before the first evaluation, or {@code err}
 * @param lastError of the last evaluation; empty when there was none
 */
public record EvaluatedRule(String name, String query, Map<String, String> labels, String health, String lastError) {
    public EvaluatedRule {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
