package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Resources;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.util.List;
import java.util.Map;

/**
 * A container beside a gateway that tells it when its sampling file has changed; it sees the gateway's process and may
 * signal it, having the same user.
 *
 * @param image of the program
 * @param arguments of the program
 */
public record Reloader(String image, List<String> arguments) {
    private static final long LIMIT_BYTES = 128L * 1024 * 1024;
    private static final Resources RESOURCES =
            new Resources(Map.of("cpu", "10m", "memory", "64Mi"), Map.of("memory", "128Mi"), LIMIT_BYTES);

    public Reloader {
        arguments = List.copyOf(arguments);
    }

    /** It sees the same files as the gateway. */
    Container container(Revision revision) {
        return new ContainerBuilder()
                .withName("reloader")
                .withImage(image)
                .withArgs(arguments)
                .withEnv(CollectorVariable.all().toList())
                .withResources(CollectorPod.requirements(RESOURCES))
                .withSecurityContext(PodSecurity.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(revision.mounts().stream().map(Mount::mount).toList())
                .build();
    }
}
