package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.Collectors.Resources;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The collectors that SDKs ask how many traces to start. They are apart from the agents because a collector with this
 * extension does not start while the operator can't be asked, and an agent has to.
 */
public final class HeadSamplerWorkload {
    private static final List<CollectorPort> PORTS = List.of(CollectorPort.SAMPLING, CollectorPort.SAMPLING_GRPC);
    private static final int REPLICAS = 2;
    private static final long LIMIT_BYTES = 128L * 1024 * 1024;
    private static final Resources RESOURCES =
            new Resources(Map.of("cpu", "10m", "memory", "48Mi"), Map.of("memory", "128Mi"), LIMIT_BYTES);

    private HeadSamplerWorkload() {}

    /**
     * All of it, in the order in which it is applied.
     *
     * @param files of {@link CollectorName#headSampler}
     * @param runs what they are to run with now
     */
    public static List<HasMetadata> objects(TelemetryStack stack, ConfigurationFiles files, Revision runs) {
        CollectorName name = files.collector();
        return ApplyOrder.of(Stream.concat(
                Stream.of(
                        new CollectorAccount(name).serviceAccount(),
                        CollectorNetworkPolicies.headSampler(stack, Set.of(stack.namespace())),
                        service(name),
                        deployment(runs)),
                files.baseObjects().stream()));
    }

    private static Service service(CollectorName name) {
        return new ServiceBuilder()
                .withMetadata(name.metadata())
                .withNewSpec()
                .withSelector(name.selectorLabels())
                .withPorts(GatewayServices.ports(PORTS))
                .endSpec()
                .build();
    }

    private static Deployment deployment(Revision revision) {
        CollectorPod pod = new CollectorPod(PORTS, revision, List.of(), List.of(), RESOURCES);
        return new DeploymentBuilder(CollectorDeployment.of(revision.collector(), pod, Placement.ANYWHERE, false))
                .editSpec()
                .withReplicas(REPLICAS)
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString(0))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .editTemplate()
                .editSpec()
                .withTopologySpreadConstraints(GatewayWorkload.spread(revision.collector()))
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
