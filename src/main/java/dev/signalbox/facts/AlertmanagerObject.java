package dev.signalbox.facts;

import dev.signalbox.model.ResourceName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An {@code Alertmanager} of the prometheus-operator, as far as it takes routes of ours in.
 *
 * @param name of the object
 * @param strategy what its operator adds to routes
 * @param takenFrom namespaces from which it takes our objects in, of those that matter; nothing: from all
 * @param refusal why it takes none from another, and what to write; empty where it takes from all
 * @param version of Alertmanager, where the object says it: {@code 0.28.1}
 */
public record AlertmanagerObject(
        ResourceName name,
        Strategy strategy,
        Optional<SortedSet<String>> takenFrom,
        String refusal,
        Optional<String> version) {
    public AlertmanagerObject {
        takenFrom = takenFrom.map(TreeSet::new).map(Collections::unmodifiableSortedSet);
    }

    /** Whether it takes our objects in that are in a namespace. */
    public boolean takesFrom(String namespace) {
        return takenFrom.filter(some -> !some.contains(namespace)).isEmpty();
    }

    /**
     * {@code alertmanagerConfigMatcherStrategy.type}.
     *
     * @see <a href="https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.AlertmanagerConfigMatcherStrategyType">
     *     Types</a>
     */
    public enum Strategy {
        /** Routes hold for alerts of the object's namespace alone. */
        ON_NAMESPACE("OnNamespace"),
        /** The same, but for objects in the Alertmanager's namespace. */
        ON_NAMESPACE_EXCEPT_FOR_ALERTMANAGER_NAMESPACE("OnNamespaceExceptForAlertmanagerNamespace"),
        /** Routes hold for all alerts. */
        NONE("None");

        private final String text;

        Strategy(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        /** The default where it is not said, or not known. */
        public static Strategy of(String text) {
            for (Strategy strategy : values()) {
                if (strategy.text.equals(text)) {
                    return strategy;
                }
            }
            return ON_NAMESPACE;
        }
    }
}
