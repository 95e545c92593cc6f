package dev.signalbox.model;

import java.util.Comparator;

/**
 * The name of a resource; ordered by namespace, then name, which is the order of every merged output.
 *
 * @param namespace empty for what is outside of namespaces
 * @param name never empty
 */
public record ResourceName(String namespace, String name) implements Comparable<ResourceName> {
    private static final Comparator<ResourceName> ORDER =
            Comparator.comparing(ResourceName::namespace).thenComparing(ResourceName::name);

    @Override
    public int compareTo(ResourceName other) {
        return ORDER.compare(this, other);
    }

    /** {@code namespace/name}, or the name alone. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
