package dev.signalbox.controlplane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** A whole small cluster in a container. */
public final class K3s {
    /** The release that the compiled control plane is of, too. */
    public static final String IMAGE = "rancher/k3s:v1.35.4-k3s1";

    private K3s() {}

    static ControlPlane start(Consumer<String> progress) {
        progress.accept("starting " + IMAGE + " in a container (its image is pulled where it is missing)");
        Deque<AutoCloseable> started = new ArrayDeque<>();
        TemporaryDirectory directory = TemporaryDirectory.create();
        try {
            K3sContainer container = new K3sContainer(DockerImageName.parse(IMAGE));
            started.push(container);
            container.start();
            Kubeconfig kubeconfig = read(container.getKubeConfigYaml(), directory);
            return new ControlPlane(
                    "k3s in a container (" + IMAGE + ")",
                    true,
                    kubeconfig,
                    Executables.onPath("kubectl"),
                    Optional.empty(),
                    directory,
                    started);
        } catch (RuntimeException e) {
            started.addLast(directory);
            ControlPlane.stop(started);
            throw new ControlPlaneException("k3s did not start: " + e.getMessage(), e);
        }
    }

    private static Kubeconfig read(String yaml, TemporaryDirectory directory) {
        return switch (Kubeconfig.select(List.of(directory.write("k3s.yaml", yaml)), Optional.empty())) {
            case Kubeconfig.Selection.Selected(Kubeconfig kubeconfig) -> kubeconfig;
            case Kubeconfig.Selection.Missing(String reason) -> throw new ControlPlaneException(reason);
        };
    }
}
