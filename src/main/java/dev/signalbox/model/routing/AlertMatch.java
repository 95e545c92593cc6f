package dev.signalbox.model.routing;

import dev.signalbox.model.Severity;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which alerts; what is empty says nothing, and all else must hold.
 *
 * @param teams any of which is the alert's
 * @param namespaces likewise
 * @param severities likewise
 */
public record AlertMatch(Set<String> teams, Set<String> namespaces, Set<Severity> severities) {
    /** All alerts. */
    public static final AlertMatch ALL = new AlertMatch(Set.of(), Set.of(), Set.of());

    public AlertMatch {
        teams = Collections.unmodifiableSet(new TreeSet<>(teams));
        namespaces = Collections.unmodifiableSet(new TreeSet<>(namespaces));
        severities = Collections.unmodifiableSet(new TreeSet<>(severities));
    }

    /** Whether every alert of the other is one of these. */
    public boolean takesAllOf(AlertMatch other) {
        return takesAllOf(teams, other.teams)
                && takesAllOf(namespaces, other.namespaces)
                && takesAllOf(severities, other.severities);
    }

    /** Whether it may match an alert of a namespace. */
    public boolean concerns(String namespace) {
        return namespaces.isEmpty() || namespaces.contains(namespace);
    }

    private static <T> boolean takesAllOf(Collection<T> some, Collection<T> others) {
        return some.isEmpty() || !others.isEmpty() && some.containsAll(others);
    }
}
