package dev.signalbox.controlplane;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which control plane to use: the cluster that the user names, else k3s where a container engine answers, else a real
 * kube-apiserver and etcd as local processes. Never the current context of the user's kubeconfig: trying something out
 * must not reach a cluster by accident.
 */
public sealed interface ControlPlaneChoice {

    /** A control plane that can be had. */
    sealed interface Available extends ControlPlaneChoice {
        /**
         * Brings it up and waits until it answers.
         *
         * @param progress gets a line about each thing that takes time
         * @throws ControlPlaneException with a message for people, where it does not come up
         */
        ControlPlane start(Consumer<String> progress);
    }

    /**
     * A cluster that the user named.
     *
     * @param kubeconfig the context they named, on its own
     */
    record Named(Kubeconfig kubeconfig) implements Available {
        @Override
        public ControlPlane start(Consumer<String> progress) {
            return new ControlPlane(
                    "your context " + kubeconfig.context(),
                    false,
                    kubeconfig,
                    Executables.onPath("kubectl"),
                    Optional.empty(),
                    TemporaryDirectory.create(),
                    new ArrayDeque<>());
        }
    }

    /**
     * k3s in a container.
     *
     * @param otherwise what to start where the container does not come up
     */
    record Container(ControlPlaneChoice otherwise) implements Available {
        @Override
        public ControlPlane start(Consumer<String> progress) {
            try {
                return K3s.start(progress);
            } catch (ControlPlaneException e) {
                if (otherwise instanceof Available next) {
                    progress.accept(e.getMessage());
                    return next.start(progress);
                }
                throw e;
            }
        }
    }

    /**
     * kube-apiserver and etcd as processes of this machine.
     *
     * @param build the script that provides them
     */
    record Processes(Path build) implements Available {
        @Override
        public ControlPlane start(Consumer<String> progress) {
            return LocalProcesses.start(new ControlPlaneBinaries(build).provide(progress), progress);
        }
    }

    /**
     * None can be had.
     *
     * @param reason what is missing, and what to do
     */
    record Unavailable(String reason) implements ControlPlaneChoice {}

    /**
     * Chooses.
     *
     * @param kubeconfig the file the user named
     * @param context the context the user named; without a file it is looked up where kubectl would
     * @param environment the environment variables
     */
    static ControlPlaneChoice of(Optional<Path> kubeconfig, Optional<String> context, Map<String, String> environment) {
        if (kubeconfig.isPresent() || context.isPresent()) {
            List<Path> files = kubeconfig.map(List::of).orElseGet(() -> usualKubeconfigs(environment));
            return switch (Kubeconfig.select(files, context)) {
                case Kubeconfig.Selection.Selected(Kubeconfig selected) -> new Named(selected);
                case Kubeconfig.Selection.Missing(String reason) -> new Unavailable(reason);
            };
        }
        ControlPlaneChoice processes = processes();
        return DockerEngine.find(environment).isPresent() ? new Container(processes) : processes;
    }

    private static ControlPlaneChoice processes() {
        return ControlPlaneBinaries.find()
                .<ControlPlaneChoice>map(binaries -> new Processes(binaries.script()))
                .orElseGet(() -> new Unavailable("""
                        No container engine answers, and only a checkout of Signalbox' source can compile a control plane.
                        Start a Docker engine, or name a cluster with --kubeconfig FILE or --context NAME."""));
    }

    private static List<Path> usualKubeconfigs(Map<String, String> environment) {
        String named = environment.getOrDefault("KUBECONFIG", "");
        return named.isEmpty()
                ? List.of(Path.of(environment.getOrDefault("HOME", "/"), ".kube", "config"))
                : Arrays.stream(named.split(":"))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of)
                        .toList();
    }
}
