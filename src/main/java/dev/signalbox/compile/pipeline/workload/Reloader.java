package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Resources;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import java.util.List;
import java.util.Map;

/**
 * A container beside a gateway that tells it when its sampling file has changed, and the world what is in effect; it sees the
 * gateway's process and may signal it, having the same user.
 *
 * @param image of Signalbox
 */
public record Reloader(String image) {
    private static final long LIMIT_BYTES = 128L * 1024 * 1024;
    private static final Resources RESOURCES =
            new Resources(Map.of("cpu", "10m", "memory", "64Mi"), Map.of("memory", "128Mi"), LIMIT_BYTES);

    /** It sees the same files as the gateway. */
    Container container(Revision revision) {
        return new ContainerBuilder()
                .withName("reloader")
                .withImage(image)
                .withArgs(arguments())
                .withEnv(CollectorVariable.all().toList())
                .withPorts(new ContainerPortBuilder()
                        .withName(CollectorPort.RELOADER.label())
                        .withContainerPort(CollectorPort.RELOADER.number())
                        .withProtocol(CollectorPort.PROTOCOL)
                        .build())
                .withResources(CollectorPod.requirements(RESOURCES))
                .withSecurityContext(PodSecurity.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(revision.mounts().stream().map(Mount::mount).toList())
                .build();
    }

    /** The gateway is known by an argument of ours: what its program is called is the image's affair. */
    static List<String> arguments() {
        return List.of(
                "reload",
                "--watch=" + CollectorPaths.SAMPLING,
                "--argument=" + Revision.SAMPLING_ARGUMENT,
                "--health=http://" + reference(CollectorVariable.POD_IP) + ":" + CollectorPort.HEALTH.number() + "/",
                "--listen=" + reference(CollectorVariable.POD_IP) + ":" + CollectorPort.RELOADER.number(),
                "--pod=" + reference(CollectorVariable.POD_NAME));
    }

    /** Put in by the kubelet. */
    private static String reference(CollectorVariable variable) {
        return "$(" + variable.variable() + ")";
    }
}
