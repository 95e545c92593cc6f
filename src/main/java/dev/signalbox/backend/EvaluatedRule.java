package dev.signalbox.backend;

import java.util.Collections;
import java.util.List;
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
 * @param alerts that it raises now; none of a recording rule
 */
public record EvaluatedRule(
        String name,
        String query,
        Map<String, String> labels,
        String health,
        String lastError,
        List<ActiveAlert> alerts) {
    public EvaluatedRule {
        alerts = List.copyOf(alerts);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
