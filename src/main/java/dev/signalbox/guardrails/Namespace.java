package dev.signalbox.guardrails;

import dev.signalbox.model.policy.Policy;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A namespace, by which policies select.
 *
 * @param name of it
 * @param labels its labels, among them the one that every namespace has; sorted
 */
public record Namespace(String name, Map<String, String> labels) {
    public Namespace {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(Policy.NAMESPACE_NAME, name);
        labels = Collections.unmodifiableMap(all);
    }

    /** One of which nothing is known but its name. */
    public static Namespace named(String name) {
        return new Namespace(name, Map.of());
    }
}
