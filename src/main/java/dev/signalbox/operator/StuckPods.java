package dev.signalbox.operator;

import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.operator.apply.WriteGate;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jboss.logging.Logger;

/**
 * Deletes pods that a rollout left behind when it went back: a StatefulSet waits for them, and one that is restarted again and
 * again only tries what was refused each time.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback">Forced rollback</a>
 */
final class StuckPods {
    private static final Logger LOG = Logger.getLogger(StuckPods.class);

    private final KubernetesClient client;
    private final WriteGate gate;

    /** @param gate asked before each deletion */
    StuckPods(KubernetesClient client, WriteGate gate) {
        this.client = client;
        this.gate = gate;
    }

    /**
     * Those that are not ready and have what was refused.
     *
     * @param refused hash of what was refused
     */
    void delete(CollectorName collector, String refused) {
        String configuration = collector.name() + "-" + refused;
        ConfigurationHistory.pods(client, collector)
                .filter(pod -> !pod.isMarkedForDeletion() && !isReady(pod))
                .filter(pod -> ConfigurationHistory.configMaps(pod)
                        .anyMatch(name -> name.equals(configuration) || name.startsWith(configuration + "-")))
                .forEach(this::delete);
    }

    private void delete(Pod pod) {
        gate.check();
        LOG.infof(
                "deleting pod %s, which does not become ready with a configuration that was taken back",
                ObjectNames.of(pod));
        // Only this very pod, as it was seen.
        client.resource(pod).lockResourceVersion().delete();
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .map(PodCondition::getStatus)
                        .anyMatch("True"::equals);
    }
}
