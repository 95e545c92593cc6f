package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Gateway;
import dev.signalbox.model.pipeline.Collectors.Output;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatusBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The collectors behind the agents. */
public final class GatewayWorkload {
    static final String QUEUE = "queue";

    /** After the last decision: what is decided goes to the queue on disk, which survives the pod. */
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private static final List<String> SPREAD_OVER = List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone");

    private GatewayWorkload() {}

    /** What stays while configurations change: account, Services, budget, autoscaler. */
    static Stream<HasMetadata> foundation(TelemetryStack stack) {
        CollectorName gateway = CollectorName.gateway(stack);
        return Stream.concat(
                Stream.of(
                        new CollectorAccount(gateway).serviceAccount(),
                        GatewayServices.shared(gateway),
                        GatewayServices.headless(gateway)),
                stack.collectors().output() == Output.NATIVE
                        ? GatewayScaling.objects(
                                gateway, stack.collectors().gateway().replicas())
                        : Stream.empty());
    }

    /**
     * The workload with a configuration.
     *
     * @param decisionWait of the configuration: how long a trace waits for its spans
     * @param reloader nothing: a gateway takes up a new sampling file when it starts again
     */
    public static StatefulSet statefulSet(
            TelemetryStack stack, Revision revision, Duration decisionWait, Optional<Reloader> reloader) {
        CollectorName name = revision.collector();
        Gateway gateway = stack.collectors().gateway();
        return new StatefulSetBuilder()
                .withMetadata(name.metadata())
                .withNewSpec()
                // Whoever scales owns the number.
                .withReplicas(
                        isAutoscaled(gateway)
                                ? null
                                : (Integer) gateway.replicas().min())
                .withServiceName(name.headless())
                // An ordered rollout that broke waits for ever for the pod that broke it.
                .withPodManagementPolicy("Parallel")
                .withMinReadySeconds(10)
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .endUpdateStrategy()
                .withNewPersistentVolumeClaimRetentionPolicy()
                .withWhenScaled("Retain")
                .withWhenDeleted("Retain")
                .endPersistentVolumeClaimRetentionPolicy()
                .withSelector(name.selector())
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(name.labels())
                .endMetadata()
                .withSpec(podSpec(stack, revision, decisionWait, reloader))
                .endTemplate()
                .withVolumeClaimTemplates(queue(gateway, true))
                .endSpec()
                .build();
    }

    /** Whether something else than what we apply says how many there are. */
    static boolean isAutoscaled(Gateway gateway) {
        return gateway.replicas().max() > gateway.replicas().min();
    }

    static CollectorPod pod(TelemetryStack stack, Revision revision) {
        return new CollectorPod(
                GatewayServices.PORTS,
                revision,
                Stream.of(
                                Stream.of(
                                        TransportSecurity.mount(revision.collector()),
                                        Mount.claim(QUEUE, CollectorPaths.QUEUE)),
                                Backend.mounts(stack.backends()).stream())
                        .flatMap(mounts -> mounts)
                        .toList(),
                Backend.variables(stack.backends()),
                stack.collectors().gateway().resources());
    }

    static long graceSeconds(Duration decisionWait) {
        return decisionWait.plus(DRAIN).toSeconds();
    }

    /** Over nodes, then zones, where there are any: a full cluster still gets its gateways. */
    static List<TopologySpreadConstraint> spread(CollectorName gateway) {
        return SPREAD_OVER.stream()
                .map(topology -> new TopologySpreadConstraintBuilder()
                        .withTopologyKey(topology)
                        .withMaxSkew(1)
                        .withWhenUnsatisfiable("ScheduleAnyway")
                        .withLabelSelector(gateway.selector())
                        .build())
                .toList();
    }

    /** @param defaults whether a server's defaults are written out, which we would own otherwise than we wrote them */
    static PersistentVolumeClaim queue(Gateway gateway, boolean defaults) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(QUEUE)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(gateway.storageClass().orElse(null))
                .withVolumeMode(defaults ? "Filesystem" : null)
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity(ByteQuantity.of(gateway.queueBytes()))))
                .endResources()
                .endSpec()
                .withStatus(
                        defaults
                                ? new PersistentVolumeClaimStatusBuilder()
                                        .withPhase("Pending")
                                        .build()
                                : null)
                .build();
    }

    private static PodSpec podSpec(
            TelemetryStack stack, Revision revision, Duration decisionWait, Optional<Reloader> reloader) {
        Gateway gateway = stack.collectors().gateway();
        CollectorPod pod = pod(stack, revision);
        Optional<Reloader> beside = reloader.filter(_ -> revision.sampled());
        return new PodSpecBuilder()
                .withServiceAccountName(revision.collector().name())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withShareProcessNamespace(beside.isPresent() ? true : null)
                .withSecurityContext(PodSecurity.restricted())
                .withTerminationGracePeriodSeconds(graceSeconds(decisionWait))
                .withNodeSelector(CollectorPod.nodeSelector(gateway.placement()))
                .withTolerations(CollectorPod.tolerations(gateway.placement()))
                .withTopologySpreadConstraints(spread(revision.collector()))
                .withContainers(containers(pod, revision, beside))
                .withVolumes(pod.volumes())
                .build();
    }

    private static List<Container> containers(CollectorPod pod, Revision revision, Optional<Reloader> reloader) {
        return Stream.concat(Stream.of(pod.container()), reloader.map(one -> one.container(revision)).stream())
                .toList();
    }
}
