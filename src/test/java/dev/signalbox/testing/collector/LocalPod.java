package dev.signalbox.testing.collector;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A running pod, as far as the API server knows: no kubelet is there to run it. What is sent from its address is its
 * telemetry.
 *
 * @param address its IP: one of this machine's
 * @param client of its namespace
 * @param pod as created
 */
public record LocalPod(String address, KubernetesClient client, Pod pod) implements AutoCloseable {
    /** Where it could be scraped, if somebody listened there. */
    public static final int METRICS = 9464;

    private static final Duration SERVICE_ACCOUNT = Duration.ofSeconds(20);

    /**
     * Creates one.
     *
     * @param namespace where
     * @param name of the pod
     * @param node on which it is said to run
     * @param labels for selectors
     */
    public static LocalPod create(
            LocalCluster.Namespace namespace, String name, String node, Map<String, String> labels) {
        return create(namespace, name, node, labels, List.of());
    }

    /** @param owners what controls it */
    public static LocalPod create(
            LocalCluster.Namespace namespace,
            String name,
            String node,
            Map<String, String> labels,
            List<OwnerReference> owners) {
        return create(
                namespace, name, node, labels, owners, LoopbackAddress.free().host());
    }

    /** One whose program can't choose from which address it sends: whatever comes from the machine's own is its. */
    public static LocalPod onTheMachinesAddress(
            LocalCluster.Namespace namespace, String name, String node, Map<String, String> labels) {
        return create(namespace, name, node, labels, List.of(), "127.0.0.1");
    }

    private static LocalPod create(
            LocalCluster.Namespace namespace,
            String name,
            String node,
            Map<String, String> labels,
            List<OwnerReference> owners,
            String address) {
        KubernetesClient client = namespace.client();
        boolean admitted = Deadline.in(SERVICE_ACCOUNT)
                .until(() -> client.serviceAccounts().withName("default").get() != null);
        if (!admitted) {
            throw new AssertionError("no service account in " + namespace.name());
        }
        Pod pod = client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .withOwnerReferences(owners)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .withAutomountServiceAccountToken(false)
                        .addNewContainer()
                        .withName("app")
                        .withImage("app")
                        .addNewPort()
                        .withName("metrics")
                        .withContainerPort(METRICS)
                        .endPort()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        client.pods().withName(name).editStatus(created -> new PodBuilder(created)
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(address)
                .addNewPodIP(address)
                .endStatus()
                .build());
        return new LocalPod(address, client, pod);
    }

    /** Deletes it at once: nobody would confirm that it has ended. */
    @Override
    public void close() {
        client.resource(pod).withGracePeriod(0).delete();
    }
}
