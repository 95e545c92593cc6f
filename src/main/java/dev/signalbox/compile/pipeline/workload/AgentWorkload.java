package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Agent;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The collector on each node. */
public final class AgentWorkload {
    /** ClusterRole of the agents, shipped with the operator: pods and their namespaces, statistics of the node. */
    public static final String CLUSTER_ROLE = "signalbox-agent";

    /** ClusterRole that is bound in the gateways' namespace only: which gateways there are. */
    public static final String GATEWAYS_ROLE = "signalbox-agent-gateways";

    private static final List<CollectorPort> PORTS = List.of(CollectorPort.OTLP_GRPC, CollectorPort.OTLP_HTTP);

    /** Of the nodes: one at a time in a small cluster, and in a large one before the day is over. */
    private static final String MAX_UNAVAILABLE = "10%";

    private static final long GRACE_SECONDS = 60;

    private AgentWorkload() {}

    /**
     * The agents' namespace, which no lesser level admits them to. One that is there already is its owner's, who labels it;
     * one that is ours goes with the stack, and all that is in it.
     */
    public static Namespace namespace(TelemetryStack stack) {
        CollectorName agent = CollectorName.agent(stack);
        return new NamespaceBuilder()
                .withMetadata(agent.clusterMetadata(agent.namespace()))
                .editMetadata()
                .addToLabels(Map.of(
                        "pod-security.kubernetes.io/enforce", "privileged",
                        "pod-security.kubernetes.io/audit", "privileged",
                        "pod-security.kubernetes.io/warn", "privileged"))
                .endMetadata()
                .build();
    }

    /** What stays while configurations change: account, rights, the Service. */
    static Stream<HasMetadata> foundation(TelemetryStack stack) {
        CollectorName agent = CollectorName.agent(stack);
        CollectorAccount account = new CollectorAccount(agent);
        return Stream.of(
                        Stream.of(account.serviceAccount(), account.boundInCluster(CLUSTER_ROLE)),
                        stack.collectors().gateway().replicas().balanced()
                                ? Stream.of(account.boundIn(stack.namespace(), GATEWAYS_ROLE))
                                : Stream.<HasMetadata>empty(),
                        Stream.of(service(agent)))
                .flatMap(objects -> objects);
    }

    /** The workload with an image and a configuration. */
    public static DaemonSet daemonSet(TelemetryStack stack, Revision revision) {
        CollectorName agent = CollectorName.agent(stack);
        return new DaemonSetBuilder()
                .withMetadata(agent.metadata())
                .withNewSpec()
                .withSelector(agent.selector())
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withNewMaxUnavailable(MAX_UNAVAILABLE)
                .endRollingUpdate()
                .endUpdateStrategy()
                .withMinReadySeconds(5)
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(agent.labels())
                .endMetadata()
                .withSpec(podSpec(stack.collectors().agent(), pod(stack, revision), agent))
                .endTemplate()
                .endSpec()
                .build();
    }

    static CollectorPod pod(TelemetryStack stack, Revision revision) {
        return new CollectorPod(
                PORTS,
                revision,
                List.of(
                        TransportSecurity.mount(CollectorName.agent(stack)),
                        Mount.nodeReadOnly("pod-logs", CollectorPaths.POD_LOGS),
                        Mount.nodeWritable("checkpoints", CollectorPaths.CHECKPOINTS)),
                List.of(),
                stack.collectors().agent().resources());
    }

    private static PodSpec podSpec(Agent agent, CollectorPod pod, CollectorName name) {
        return new PodSpecBuilder()
                .withServiceAccountName(name.name())
                .withAutomountServiceAccountToken(true)
                .withEnableServiceLinks(false)
                .withSecurityContext(PodSecurity.nodeFiles())
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withNodeSelector(CollectorPod.nodeSelector(agent.placement()))
                .withTolerations(CollectorPod.tolerations(agent.placement()))
                .withContainers(pod.container())
                .withVolumes(pod.volumes())
                .build();
    }

    /** The agent of the sender's own node answers, and nobody else. */
    private static Service service(CollectorName agent) {
        return new ServiceBuilder()
                .withMetadata(agent.metadata())
                .withNewSpec()
                .withSelector(agent.selectorLabels())
                .withInternalTrafficPolicy("Local")
                .withPorts(GatewayServices.ports(PORTS))
                .endSpec()
                .build();
    }
}
