package dev.signalbox.coverage;

import java.util.Comparator;

/**
 * A workload; ordered by namespace, kind and name.
 *
 * @param namespace of the workload
 * @param kind as Kubernetes writes it, e.g. {@code Deployment}
 * @param name within its namespace and kind
 */
public record WorkloadName(String namespace, String kind, String name) implements Comparable<WorkloadName> {
    private static final Comparator<WorkloadName> ORDER = Comparator.comparing(WorkloadName::namespace)
            .thenComparing(WorkloadName::kind)
            .thenComparing(WorkloadName::name);

    @Override
    public int compareTo(WorkloadName other) {
        return ORDER.compare(this, other);
    }

    /** {@code namespace/Kind/name}. */
    @Override
    public String toString() {
        return namespace + "/" + kind + "/" + name;
    }
}
