package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.Collectors.Resources;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who looks at the pods of one namespace, on every node, and makes traces and metrics of what it sees: OpenTelemetry eBPF
 * Instrumentation. One for each namespace, because it can be made to say things by the pods that it looks at, and agents
 * believe it about its own namespace alone. It runs beside the agents, in the namespace that admits such pods.
 *
 * <p>A configuration of it is not tried, because it starts only where it may load programs into the kernel, which is more than
 * a trial may. One with which pods do not become ready is taken back.
 *
 * @param stack whose agents it sends to
 * @param files what it is to run with
 * @param runs what it is to run with now
 * @see <a href="https://opentelemetry.io/docs/zero-code/obi/security/">Permissions and capabilities</a>
 */
public record ObserverWorkload(TelemetryStack stack, ConfigurationFiles files, Revision runs) {
    /** ClusterRole of the observers, shipped with the operator: which pods there are, and what they belong to. */
    public static final String CLUSTER_ROLE = "signalbox-observer";

    private static final String IMAGE = "otel/ebpf-instrument:v0.14.0";
    private static final String MAX_UNAVAILABLE = "10%";

    /** It can't be asked whether it is ready; one that can't start ends within these. */
    private static final int MIN_READY_SECONDS = 15;

    private static final String PROGRAMS = "/var/run/obi";
    private static final String CONTROL_GROUPS = "/sys/fs/cgroup";
    private static final Resources RESOURCES =
            new Resources(Map.of("cpu", "50m", "memory", "128Mi"), Map.of("memory", "512Mi"), 512L * 1024 * 1024);

    /**
     * In place of everything that root may: load programs and attach them, read executables of other containers, see what
     * sockets carry. None that changes what it looks at.
     */
    private static final List<String> CAPABILITIES =
            List.of("BPF", "CHECKPOINT_RESTORE", "DAC_READ_SEARCH", "NET_RAW", "PERFMON", "SYS_PTRACE");

    /**
     * What it is to run with.
     *
     * @param namespace whose pods it looks at
     * @param configuration text
     */
    public static ConfigurationFiles files(TelemetryStack stack, String namespace, String configuration) {
        return new ConfigurationFiles(
                CollectorName.observer(stack, namespace), IMAGE, List.of(configuration), Optional.empty());
    }

    /**
     * What all of them share: rights, network policy.
     *
     * @param observers all
     */
    public static Stream<HasMetadata> shared(TelemetryStack stack, Collection<ConfigurationFiles> observers) {
        return Stream.of(
                CollectorAccount.boundInCluster(
                        CollectorName.observers(stack),
                        CLUSTER_ROLE,
                        observers.stream().map(ConfigurationFiles::collector)),
                NodeWatcherPolicies.observers(stack));
    }

    /** Its own objects. */
    public Stream<HasMetadata> objects() {
        return Stream.concat(
                Stream.of(new CollectorAccount(name()).serviceAccount(), daemonSet()), files.baseObjects().stream());
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
                .addToLabels(OutputLabels.OBSERVES, name().of().orElseThrow())
                .endMetadata()
                .withSpec(podSpec())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec podSpec() {
        Placement placement = stack.collectors().agent().placement();
        return new PodSpecBuilder()
                .withServiceAccountName(name().name())
                .withAutomountServiceAccountToken(true)
                .withEnableServiceLinks(false)
                // Processes of other pods.
                .withHostPID(true)
                .withNodeSelector(CollectorPod.nodeSelector(placement))
                .withTolerations(CollectorPod.tolerations(placement))
                .withContainers(container())
                .withVolumes(
                        mounts().map(Mount::volume).flatMap(Optional::stream).toList())
                .build();
    }

    private Container container() {
        return new ContainerBuilder()
                .withName("observer")
                .withImage(runs.image())
                .withEnv(environment())
                .withResources(CollectorPod.requirements(RESOURCES))
                .withSecurityContext(security())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(mounts().map(Mount::mount).toList())
                .build();
    }

    /** The agent of its own node; nothing for what the stack has no server of. */
    private List<EnvVar> environment() {
        Backends backends = stack.backends();
        String agent = "http://" + CollectorName.agent(stack).host() + ":" + CollectorPort.OTLP_HTTP.number();
        List<EnvVar> variables = new ArrayList<>(List.of(
                CollectorVariable.of("OTEL_EBPF_CONFIG_PATH", CollectorPaths.BASE + "/" + CollectorPaths.BASE_FILE),
                CollectorVariable.of("OTEL_EBPF_BPF_FS_PATH", PROGRAMS),
                CollectorVariable.of("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                CollectorVariable.memory(RESOURCES.memoryLimitBytes())));
        if (backends.traces().isPresent()) {
            variables.add(CollectorVariable.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", agent + "/v1/traces"));
        }
        if (backends.metrics().isPresent()) {
            variables.add(CollectorVariable.of("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", agent + "/v1/metrics"));
        }
        return variables;
    }

    /** AppArmor's usual profile forbids to look into other containers. */
    private static SecurityContext security() {
        return new SecurityContextBuilder()
                .withRunAsUser(0L)
                .withReadOnlyRootFilesystem(true)
                .withNewAppArmorProfile()
                .withType("Unconfined")
                .endAppArmorProfile()
                .withNewCapabilities()
                .withDrop("ALL")
                .withAdd(CAPABILITIES)
                .endCapabilities()
                .build();
    }

    private Stream<Mount> mounts() {
        return Stream.concat(
                runs.mounts().stream(),
                Stream.of(
                        Mount.scratch("programs", PROGRAMS, "16Mi"),
                        Mount.nodeReadOnly("control-groups", CONTROL_GROUPS)));
    }
}
