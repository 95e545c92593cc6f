package dev.signalbox.alerts;

import dev.signalbox.backend.AlertingRule;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people call an alert: its name, and what tells it from others of that name.
 *
 * @param labels those of {@link #TELLING} that its rule sets to the same for all that it raises
 */
public record AlertName(String alert, SortedMap<String, String> labels) implements Comparable<AlertName> {
    /** Labels that tell alerts of one name apart, in all conventions that we know of; sorted. */
    public static final List<String> TELLING = List.of("namespace", "service", "severity", "slo");

    private static final Comparator<AlertName> BY_NAME = Comparator.comparing(AlertName::alert)
            .thenComparing(name -> name.labels().toString());

    public AlertName {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public static AlertName of(AlertingRule rule) {
        SortedMap<String, String> labels = new TreeMap<>();
        rule.labels().forEach((label, value) -> {
            if (TELLING.contains(label) && !value.contains("{{")) {
                labels.put(label, value);
            }
        });
        return new AlertName(rule.name(), labels);
    }

    /** Whether an alert with these labels, of this name, is one of it. */
    boolean covers(Map<String, String> ofAlert) {
        return labels.entrySet().stream().allMatch(label -> label.getValue().equals(ofAlert.get(label.getKey())));
    }

    @Override
    public int compareTo(AlertName other) {
        return BY_NAME.compare(this, other);
    }
}
