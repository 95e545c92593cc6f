package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.Collectors.Resources;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Job that starts a collector with a configuration before it is rolled out, and succeeds once all its components run. The
 * collector's image has no shell, so a container of ours beside it asks for its health: the collector is an init container
 * that goes on running, and the Job ends with ours. What the collector said at its end is the message of its last
 * termination. It gets no Secret, no token, and nobody to speak with.
 *
 * @param stack whose image is tried
 * @param key tells trials apart: a hash of all that is tried, and of our own image
 * @param configurations made for the trial: receivers on loopback, exporters to nowhere; several join to one
 * @param files text by name, found in {@link CollectorPaths#TLS}: certificates of nobody
 * @param variables values of those that the configuration refers to; invented
 * @param arguments beside those that name the configuration
 * @param proberImage our own
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/">Sidecar containers</a>, from
 *     Kubernetes 1.29
 */
public record TrialJob(
        TelemetryStack stack,
        String key,
        List<String> configurations,
        Map<String, String> files,
        Map<String, String> variables,
        List<String> arguments,
        String proberImage) {
    /** Name of the container whose last termination tells why a configuration does not start. */
    public static final String COLLECTOR = CollectorPod.CONTAINER;

    private static final String WITHIN = "20s";

    /** With the time that the images take to arrive. */
    private static final long DEADLINE_SECONDS = 180;

    private static final int KEPT_SECONDS = 600;
    private static final String SCRATCH = "64Mi";
    private static final Resources RESOURCES =
            new Resources(Map.of("cpu", "50m", "memory", "128Mi"), Map.of("memory", "512Mi"), 512L * 1024 * 1024);
    private static final Resources PROBER_RESOURCES =
            new Resources(Map.of("cpu", "50m", "memory", "64Mi"), Map.of("memory", "256Mi"), 256L * 1024 * 1024);

    public TrialJob {
        configurations = List.copyOf(configurations);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        arguments = List.copyOf(arguments);
    }

    /** {@code signalbox-trial-<key>}: equal trials are one. */
    public static ResourceName name(TelemetryStack stack, String key) {
        CollectorName identity = identity(stack);
        return new ResourceName(identity.namespace(), identity.name() + "-" + key);
    }

    private String name() {
        return name(stack, key).name();
    }

    /** In the order in which they are applied. */
    public List<HasMetadata> objects() {
        return ApplyOrder.of(Stream.concat(
                Stream.of(CollectorNetworkPolicies.trial(identity().metadata()), job()),
                IntStream.rangeClosed(1, configurations.size()).mapToObj(this::configMap)));
    }

    private CollectorName identity() {
        return identity(stack);
    }

    private static CollectorName identity(TelemetryStack stack) {
        return new CollectorName(CollectorRole.TRIAL, stack.namespace());
    }

    private ConfigMap configMap(int part) {
        Map<String, String> data = new TreeMap<>(part == 1 ? files : Map.of());
        data.put(CollectorPaths.baseFile(part), configurations.get(part - 1));
        return new ConfigMapBuilder()
                .withMetadata(identity().metadata(configMapName(part)))
                .withImmutable(true)
                .withData(data)
                .build();
    }

    private String configMapName(int part) {
        return part == 1 ? name() : name() + "-" + part;
    }

    private Job job() {
        return new JobBuilder()
                .withMetadata(identity().metadata(name()))
                .withNewSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(DEADLINE_SECONDS)
                .withTtlSecondsAfterFinished(KEPT_SECONDS)
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(identity().labels())
                .endMetadata()
                .withSpec(podSpec())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec podSpec() {
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(PodSecurity.restricted())
                .withTerminationGracePeriodSeconds(5L)
                .withNodeSelector(
                        CollectorPod.nodeSelector(stack.collectors().gateway().placement()))
                .withTolerations(
                        CollectorPod.tolerations(stack.collectors().gateway().placement()))
                .withInitContainers(collector())
                .withContainers(prober())
                .withVolumes(
                        mounts().map(Mount::volume).flatMap(Optional::stream).toList())
                .build();
    }

    private Container collector() {
        return new ContainerBuilder()
                .withName(COLLECTOR)
                .withImage(CollectorPod.image(stack.collectors()))
                .withRestartPolicy("Always")
                .withArgs(Stream.concat(Revision.baseArguments(configurations.size()), arguments.stream())
                        .toList())
                .withEnv(environment())
                .withResources(CollectorPod.requirements(RESOURCES))
                .withSecurityContext(PodSecurity.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(mounts().map(Mount::mount).toList())
                .build();
    }

    private Container prober() {
        return new ContainerBuilder()
                .withName("prober")
                .withImage(proberImage)
                .withArgs(
                        "await", "--health", "http://127.0.0.1:" + CollectorPort.HEALTH.number() + "/", "--for", WITHIN)
                .withResources(CollectorPod.requirements(PROBER_RESOURCES))
                .withSecurityContext(PodSecurity.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .build();
    }

    private List<EnvVar> environment() {
        return Stream.of(
                        CollectorVariable.onLoopback().stream(),
                        Stream.of(CollectorVariable.memory(RESOURCES.memoryLimitBytes())),
                        variables.entrySet().stream()
                                .map(variable -> CollectorVariable.of(variable.getKey(), variable.getValue())))
                .flatMap(all -> all)
                .toList();
    }

    /** Of the same paths as in a real one, and empty. */
    private Stream<Mount> mounts() {
        return Stream.of(
                Mount.configMaps(
                        "base",
                        CollectorPaths.BASE,
                        IntStream.rangeClosed(1, configurations.size())
                                .mapToObj(this::configMapName)
                                .toList()),
                Mount.configMap("tls", CollectorPaths.TLS, name()),
                Mount.scratch("queue", CollectorPaths.QUEUE, SCRATCH),
                Mount.scratch("checkpoints", CollectorPaths.CHECKPOINTS, SCRATCH),
                Mount.scratch("pod-logs", CollectorPaths.POD_LOGS, SCRATCH));
    }
}
