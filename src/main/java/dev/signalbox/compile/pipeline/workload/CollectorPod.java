package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.Collectors.Resources;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part that all pods of collectors have in common.
 *
 * @param ports that it listens on, beside those of its health and its own metrics
 * @param revision what it runs with
 * @param mounts beside its configuration
 * @param secrets variables beside those that every collector has
 * @param resources of the collector
 */
record CollectorPod(
        List<CollectorPort> ports,
        Revision revision,
        List<Mount> mounts,
        List<SecretVariable> secrets,
        Resources resources) {
    static final String CONTAINER = "collector";

    /** The image that we are tested with. */
    private static final String TESTED_IMAGE = "otel/opentelemetry-collector-contrib:0.155.0";

    private static final Map<String, String> LINUX = Map.of("kubernetes.io/os", "linux");

    /** The image that a stack wants. */
    static String image(dev.signalbox.model.pipeline.Collectors collectors) {
        return collectors.image().orElse(TESTED_IMAGE);
    }

    Container container() {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(revision.image())
                .withArgs(revision.arguments())
                .withEnv(environment())
                .withPorts(containerPorts())
                .withResources(resourceRequirements())
                // Reading a large configuration takes its time; after that an answer is a matter of milliseconds.
                .withStartupProbe(probe(2, 60))
                .withReadinessProbe(probe(5, 2))
                .withLivenessProbe(probe(15, 4))
                .withSecurityContext(PodSecurity.container())
                // What made it fail, for the status of the stack.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(allMounts().map(Mount::mount).toList())
                .build();
    }

    List<EnvVar> environment() {
        return Stream.of(
                        CollectorVariable.all(),
                        Stream.of(CollectorVariable.memory(resources.memoryLimitBytes())),
                        secrets.stream().map(SecretVariable::environment))
                .flatMap(variables -> variables)
                .toList();
    }

    List<Volume> volumes() {
        return allMounts().map(Mount::volume).flatMap(Optional::stream).toList();
    }

    /** Volumes but for the configuration's, where somebody else mounts that. */
    List<Volume> mountedVolumes() {
        return mounts.stream().map(Mount::volume).flatMap(Optional::stream).toList();
    }

    /** Of {@link #mountedVolumes}, and of claims. */
    List<VolumeMount> mountPoints() {
        return mounts.stream().map(Mount::mount).toList();
    }

    ResourceRequirements resourceRequirements() {
        return requirements(resources);
    }

    static ResourceRequirements requirements(Resources resources) {
        return new ResourceRequirementsBuilder()
                .withRequests(quantities(resources.requests()))
                .withLimits(quantities(resources.limits()))
                .build();
    }

    /** Collectors that read files of a node, or are published for it, run on Linux only. */
    static Map<String, String> nodeSelector(Placement placement) {
        Map<String, String> labels = new TreeMap<>(LINUX);
        labels.putAll(placement.nodeLabels());
        return labels;
    }

    static List<Toleration> tolerations(Placement placement) {
        return placement.tolerations().stream()
                .map(toleration -> new TolerationBuilder()
                        .withKey(toleration.key().orElse(null))
                        .withOperator(toleration.operator().orElse(null))
                        .withValue(toleration.value().orElse(null))
                        .withEffect(toleration.effect().orElse(null))
                        .withTolerationSeconds(toleration.seconds().orElse(null))
                        .build())
                .toList();
    }

    private Stream<Mount> allMounts() {
        return Stream.concat(revision.mounts().stream(), mounts.stream());
    }

    private List<ContainerPort> containerPorts() {
        return Stream.concat(ports.stream(), Stream.of(CollectorPort.METRICS, CollectorPort.HEALTH))
                .map(port -> new ContainerPortBuilder()
                        .withName(port.label())
                        .withContainerPort(port.number())
                        .withProtocol(CollectorPort.PROTOCOL)
                        .build())
                .toList();
    }

    private static Probe probe(int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/")
                .withNewPort(CollectorPort.HEALTH.label())
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(3)
                .withFailureThreshold(failures)
                .build();
    }

    private static Map<String, Quantity> quantities(Map<String, String> resources) {
        return resources.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, resource -> new Quantity(resource.getValue()), (a, _) -> a, TreeMap::new));
    }
}
