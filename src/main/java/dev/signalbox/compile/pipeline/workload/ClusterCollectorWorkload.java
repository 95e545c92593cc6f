package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.Collectors.Resources;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The one collector that watches the state of the cluster and sends it to the backends itself. */
public final class ClusterCollectorWorkload {
    /** ClusterRole, shipped with the operator: reads what state is made of. */
    public static final String CLUSTER_ROLE = "signalbox-cluster-collector";

    /** It keeps all pods and workloads of the cluster in memory, but for what it doesn't count. */
    private static final long LIMIT_BYTES = 512L * 1024 * 1024;

    private static final Resources RESOURCES =
            new Resources(Map.of("cpu", "50m", "memory", "128Mi"), Map.of("memory", "512Mi"), LIMIT_BYTES);

    private ClusterCollectorWorkload() {}

    static Stream<HasMetadata> foundation(TelemetryStack stack) {
        CollectorAccount account = new CollectorAccount(CollectorName.cluster(stack));
        return Stream.of(account.serviceAccount(), account.boundInCluster(CLUSTER_ROLE));
    }

    /** The workload with an image and a configuration. */
    public static Deployment deployment(TelemetryStack stack, Revision revision) {
        return CollectorDeployment.of(
                CollectorName.cluster(stack),
                new CollectorPod(
                        List.of(),
                        revision,
                        Backend.mounts(stack.backends()),
                        Backend.variables(stack.backends()),
                        RESOURCES),
                Placement.ANYWHERE,
                true);
    }
}
