package dev.signalbox.coverage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The workload that a pod belongs to, from its own metadata alone: that of a ReplicaSet's pods is in the ReplicaSet's name
 * without the hash that is a label of the pod, that of a Job's in the Job's name without the time of the run.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label">The hash of a
 *     pod template</a>
 */
public final class PodOwner {
    /** Who makes ReplicaSets, by the label that it puts the hash into. */
    private static final Map<String, String> HASHES =
            Map.of("pod-template-hash", "Deployment", "rollouts-pod-template-hash", "Rollout");

    private static final Pattern SCHEDULED = Pattern.compile("(.+)-\\d{6,}");

    private PodOwner() {}

    /**
     * @param controller the controlling owner; nothing: there is none
     * @param scheduled names of the namespace's CronJobs
     * @return nothing where the pod is no workload's: it is of a Job that ends, or the node's own
     */
    public static Optional<WorkloadName> of(
            String namespace,
            String pod,
            Map<String, String> labels,
            Optional<Controller> controller,
            Set<String> scheduled) {
        if (controller.isEmpty()) {
            return Optional.of(new WorkloadName(namespace, "Pod", pod));
        }
        String name = controller.get().name();
        return switch (controller.get().kind()) {
            case "ReplicaSet" -> Optional.of(ofReplicaSet(namespace, name, labels));
            case "Job" -> ofJob(name, scheduled).map(cronJob -> new WorkloadName(namespace, "CronJob", cronJob));
            case "Node" -> Optional.empty();
            default -> Optional.of(new WorkloadName(namespace, controller.get().kind(), name));
        };
    }

    /** Who controls a pod. */
    public record Controller(String kind, String name) {}

    private static WorkloadName ofReplicaSet(String namespace, String replicaSet, Map<String, String> labels) {
        return HASHES.entrySet().stream()
                .filter(maker -> labels.containsKey(maker.getKey()))
                .filter(maker -> replicaSet.endsWith("-" + labels.get(maker.getKey())))
                .map(maker -> new WorkloadName(
                        namespace,
                        maker.getValue(),
                        replicaSet.substring(
                                0,
                                replicaSet.length() - labels.get(maker.getKey()).length() - 1)))
                .findFirst()
                .orElseGet(() -> new WorkloadName(namespace, "ReplicaSet", replicaSet));
    }

    /** The CronJob of a pod that is gone, by the pod's name; nothing: it was none's. */
    static Optional<String> ofScheduledPod(String pod, Set<String> scheduled) {
        int dash = pod.lastIndexOf('-');
        return dash < 0 ? Optional.empty() : ofJob(pod.substring(0, dash), scheduled);
    }

    private static Optional<String> ofJob(String job, Set<String> scheduled) {
        Matcher name = SCHEDULED.matcher(job);
        return name.matches() ? Optional.of(name.group(1)).filter(scheduled::contains) : Optional.empty();
    }
}
