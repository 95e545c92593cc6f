package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Agent;
import dev.signalbox.model.pipeline.Collectors.Resources;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who samples stacks on each node, with a collector beside it that keeps what services asked for. The collector's configuration
 * is tried before it is rolled out, the profiler's is not: it is always the same, and needs a kernel to attach to.
 *
 * @param stack whose nodes
 * @param files of both
 * @param runs what they are to run with now
 * @see <a href="https://github.com/open-telemetry/opentelemetry-ebpf-profiler">OpenTelemetry eBPF profiler</a>
 */
public record ProfilerWorkload(TelemetryStack stack, ConfigurationFiles files, Revision runs) {
    /** ClusterRole of the profiler, shipped with the operator: which pods there are, and what they belong to. */
    public static final String CLUSTER_ROLE = "signalbox-profiler";

    private static final String IMAGE = "otel/opentelemetry-collector-ebpf-profiler:0.155.0";

    /** For a collector that has pipelines of profiles. */
    public static final String PROFILES = "--feature-gates=+service.profilesSupport";

    private static final String DIRECTORY = "/etc/signalbox/profiler";
    private static final String FILE = "profiler.yaml";

    /** Where the kernel tells how to attach programs. */
    private static final String TRACING = "/sys/kernel/tracing";

    private static final String MAX_UNAVAILABLE = "10%";

    /** The profiler can't be asked whether it is ready; one that can't start ends within these. */
    private static final int MIN_READY_SECONDS = 15;

    private static final Resources PROFILER =
            new Resources(Map.of("cpu", "50m", "memory", "256Mi"), Map.of("memory", "512Mi"), 512L * 1024 * 1024);
    private static final Resources COLLECTOR =
            new Resources(Map.of("cpu", "20m", "memory", "96Mi"), Map.of("memory", "256Mi"), 256L * 1024 * 1024);

    /**
     * What both are to run with.
     *
     * @param keeping configuration of the collector
     * @param sampling configuration of the profiler
     */
    public static ConfigurationFiles files(TelemetryStack stack, String keeping, String sampling) {
        return new ConfigurationFiles(
                CollectorName.profiler(stack),
                CollectorPod.image(stack.collectors()),
                List.of(keeping),
                Optional.empty(),
                new TreeMap<>(Map.of(FILE, sampling)));
    }

    /** All objects. */
    public Stream<HasMetadata> objects() {
        CollectorAccount account = new CollectorAccount(name());
        return Stream.concat(
                Stream.of(
                        account.serviceAccount(),
                        account.boundInCluster(CLUSTER_ROLE),
                        NodeWatcherPolicies.profiler(stack, Set.of(stack.namespace())),
                        daemonSet()),
                files.baseObjects().stream());
    }

    private CollectorName name() {
        return files.collector();
    }

    private DaemonSet daemonSet() {
        return new DaemonSetBuilder()
                .withMetadata(name().metadata())
                .withNewSpec()
                .withMinReadySeconds(MIN_READY_SECONDS)
                .withSelector(name().selector())
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withNewMaxUnavailable(MAX_UNAVAILABLE)
                .endRollingUpdate()
                .endUpdateStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(name().labels())
                .endMetadata()
                .withSpec(podSpec())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec podSpec() {
        Agent agent = stack.collectors().agent();
        CollectorPod collector = new CollectorPod(List.of(), runs, List.of(), List.of(), COLLECTOR);
        return new PodSpecBuilder()
                .withServiceAccountName(name().name())
                .withAutomountServiceAccountToken(true)
                .withEnableServiceLinks(false)
                // Processes of other pods.
                .withHostPID(true)
                .withNodeSelector(CollectorPod.nodeSelector(agent.placement()))
                .withTolerations(CollectorPod.tolerations(agent.placement()))
                .withContainers(
                        new ContainerBuilder(collector.container())
                                .addToArgs(PROFILES)
                                .build(),
                        profiler())
                .withVolumes(volumes(collector))
                .build();
    }

    private List<Volume> volumes(CollectorPod collector) {
        return Stream.concat(
                        collector.volumes().stream(),
                        mounts().map(Mount::volume).flatMap(Optional::stream))
                .toList();
    }

    /** It sees every process of the node, and so may do everything there: its makers know of no less. */
    private Container profiler() {
        return new ContainerBuilder()
                .withName("profiler")
                .withImage(IMAGE)
                .withArgs("--config=" + DIRECTORY + "/" + FILE, PROFILES)
                .withEnv(Stream.concat(
                                CollectorVariable.all(),
                                Stream.of(CollectorVariable.memory(PROFILER.memoryLimitBytes())))
                        .toList())
                .withResources(CollectorPod.requirements(PROFILER))
                .withNewSecurityContext()
                .withPrivileged(true)
                .withReadOnlyRootFilesystem(true)
                .withRunAsUser(0L)
                .endSecurityContext()
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(mounts().map(Mount::mount).toList())
                .build();
    }

    private Stream<Mount> mounts() {
        return Stream.of(
                Mount.configMap("profiler", DIRECTORY, runs.baseNames().getFirst()),
                Mount.nodeReadOnly("tracing", TRACING));
    }
}
