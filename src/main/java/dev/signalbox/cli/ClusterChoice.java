package dev.signalbox.cli;

import dev.signalbox.controlplane.ControlPlaneChoice;
import dev.signalbox.controlplane.Kubeconfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that name a cluster. */
final class ClusterChoice {
    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig; default: as kubectl finds it.")
    private Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig; default: its current one.")
    private String context;

    /** What was chosen. */
    sealed interface Chosen {
        /** @param kubeconfig nothing: where kubectl points to, or the pod that it runs in */
        record Cluster(Optional<Kubeconfig> kubeconfig) implements Chosen {}

        /** @param why for people, with what to do */
        record Unavailable(String why) implements Chosen {}
    }

    /** Whether there is a choice at all. */
    boolean isNamed() {
        return kubeconfig != null || context != null;
    }

    Chosen chosen() {
        if (!isNamed()) {
            return new Chosen.Cluster(Optional.empty());
        }
        return switch (ControlPlaneChoice.of(
                Optional.ofNullable(kubeconfig), Optional.ofNullable(context), System.getenv())) {
            case ControlPlaneChoice.Named(Kubeconfig found) -> new Chosen.Cluster(Optional.of(found));
            case ControlPlaneChoice.Unavailable(String why) -> new Chosen.Unavailable(why);
            case ControlPlaneChoice.Available other -> throw new IllegalStateException("not asked for: " + other);
        };
    }
}
