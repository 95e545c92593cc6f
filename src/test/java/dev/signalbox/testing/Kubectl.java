package dev.signalbox.testing;

import dev.signalbox.controlplane.ControlPlane;
import java.util.ArrayList;
import java.util.List;

/** kubectl as people run it. */
public final class Kubectl {
    private Kubectl() {}

    /** In a test's namespace, as its administrator. */
    public static ProgramRun run(LocalCluster.Namespace namespace, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--namespace", namespace.name()));
        all.addAll(List.of(arguments));
        return run(namespace.controlPlane(), all.toArray(String[]::new));
    }

    /** As the administrator of all. */
    public static ProgramRun run(ControlPlane controlPlane, String... arguments) {
        String kubectl = controlPlane
                .kubectl()
                .orElseThrow(() -> Missing.prerequisite("this machine has no kubectl"))
                .toString();
        List<String> command = new ArrayList<>(
                List.of(kubectl, "--kubeconfig", controlPlane.kubeconfig().toString()));
        command.addAll(List.of(arguments));
        return ProgramRun.of(command);
    }
}
