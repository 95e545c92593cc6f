package dev.signalbox.coverage;

import java.time.Instant;
import java.util.List;

/**
 * What there is in the namespaces that count, without what does not count.
 *
 * @param workloads in their order, each once
 * @param pods of these workloads that have not ended
 */
public record Inventory(List<Workload> workloads, List<Pod> pods) {
    public Inventory {
        workloads = workloads.stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
        pods = List.copyOf(pods);
    }

    /**
     * A pod.
     *
     * @param name of the pod, in its workload's namespace
     * @param workload that it belongs to
     * @param created when
     */
    public record Pod(String name, WorkloadName workload, Instant created) {}
}
