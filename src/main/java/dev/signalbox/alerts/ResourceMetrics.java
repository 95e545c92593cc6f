package dev.signalbox.alerts;

import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.ExprAnalysis;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Metrics of CPU, memory and disks: causes, which users feel only sometimes. Known are those of the node exporter, cAdvisor, the
 * kubelet, the windows exporter, OpenTelemetry's host metrics and what client libraries say of their own process.
 *
 * @param recorded expressions of recording rules, by what they record, so that a cause is known under another name
 */
public record ResourceMetrics(Map<String, Expr> recorded) {
    private static final List<String> CAUSES = List.of(
            "node_cpu_",
            "node_memory_",
            "node_filesystem_",
            "node_disk_",
            "node_load",
            "node_pressure_",
            "node_vmstat_",
            "node_md_",
            "container_cpu_",
            "container_memory_",
            "container_fs_",
            "container_spec_cpu_",
            "container_spec_memory_",
            "kubelet_volume_stats_",
            "machine_cpu_",
            "machine_memory_",
            "process_cpu_",
            "process_resident_memory_",
            "process_virtual_memory_",
            "windows_cpu_",
            "windows_memory_",
            "windows_logical_disk_",
            "windows_physical_disk_",
            "system_cpu_",
            "system_memory_",
            "system_filesystem_",
            "system_disk_",
            "system_paging_",
            "k8s_node_cpu_",
            "k8s_node_memory_",
            "k8s_node_filesystem_",
            "k8s_pod_cpu_",
            "k8s_pod_memory_",
            "k8s_pod_filesystem_",
            "k8s_volume_",
            "container_filesystem_",
            "jvm_memory_",
            "jvm_cpu_",
            "go_memstats_",
            "nodejs_heap_",
            "process_heap_");

    /** What says whose it is, or how much of it there may be, and nothing by itself. */
    private static final List<String> BESIDE = List.of(
            "kube_pod_container_resource_",
            "kube_node_status_allocatable",
            "kube_node_status_capacity",
            "kube_pod_info",
            "kube_pod_labels",
            "kube_pod_owner",
            "kube_pod_status_phase",
            "kube_node_info",
            "kube_node_labels",
            "kube_namespace_labels",
            "kube_persistentvolumeclaim_",
            "node_uname_info",
            "target_info");

    private static final int DEEPEST = 8;

    /** Between a level and what was done, as recorded series are named: {@code instance:node_cpu:rate5m}. */
    private static final String LEVELS = ":";

    public ResourceMetrics {
        recorded = Map.copyOf(recorded);
    }

    /** The causes that an expression reads, sorted, where it reads nothing else; else none. */
    public SortedSet<String> readAlone(Expr expr) {
        SortedSet<String> causes = new TreeSet<>();
        return onlyCauses(expr, causes, new HashSet<>(), DEEPEST) ? causes : new TreeSet<>();
    }

    private boolean onlyCauses(Expr expr, Set<String> causes, Set<String> seen, int deep) {
        for (VectorSelector selector : ExprAnalysis.selectors(expr)) {
            List<String> names = selector.exactNames().toList();
            if (names.isEmpty() || !names.stream().allMatch(name -> isCause(name, causes, seen, deep))) {
                return false;
            }
        }
        return true;
    }

    private boolean isCause(String metric, Set<String> causes, Set<String> seen, int deep) {
        if (begins(metric, CAUSES)) {
            causes.add(metric);
            return true;
        }
        if (begins(metric, BESIDE) || seen.contains(metric)) {
            return true;
        }
        Expr source = recorded.get(metric);
        if (source != null) {
            seen.add(metric);
            return deep > 0 && onlyCauses(source, causes, seen, deep - 1);
        }
        return isNamedAfterOne(metric, causes);
    }

    private static boolean isNamedAfterOne(String metric, Set<String> causes) {
        List<String> levels = Arrays.asList(metric.split(LEVELS));
        List<String> told = levels.size() < 3 ? List.of() : levels.subList(1, levels.size() - 1);
        boolean named = told.stream().anyMatch(part -> begins(part, CAUSES));
        if (named) {
            causes.add(metric);
        }
        return named || told.stream().anyMatch(part -> begins(part, BESIDE));
    }

    private static boolean begins(String metric, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (metric.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
