package dev.signalbox.report;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Which part of a cluster a report is about. */
public sealed interface Scope {

    /** All of it, with what belongs to no namespace. */
    record Cluster() implements Scope {}

    /**
     * Some namespaces, and nothing of what is outside of them: no totals of the cluster, nothing of its collectors.
     *
     * @param names sorted
     */
    record Namespaces(Set<String> names) implements Scope {
        public Namespaces {
            names = Collections.unmodifiableSet(new TreeSet<>(names));
        }
    }

    /** Whether what is in that namespace is part of it. */
    default boolean includes(String namespace) {
        return switch (this) {
            case Cluster() -> true;
            case Namespaces(Set<String> names) -> names.contains(namespace);
        };
    }

    /** Whether what belongs to no namespace is part of it. */
    default boolean isCluster() {
        return this instanceof Cluster;
    }
}
