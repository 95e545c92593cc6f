package dev.signalbox.testing;

import java.util.ArrayList;
import java.util.List;

/** kubectl as people run it. */
public final class Kubectl {
    private Kubectl() {}

    /** In a test's namespace, as its administrator. */
    public static ProgramRun run(LocalCluster.Namespace namespace, String... arguments) {
        String kubectl = namespace
                .controlPlane()
                .kubectl()
                .orElseThrow(() -> Missing.prerequisite("this machine has no kubectl"))
                .toString();
        List<String> command = new ArrayList<>(
                List.of(kubectl, "--kubeconfig", namespace.kubeconfig().toString()));
        command.addAll(List.of("--namespace", namespace.name()));
        command.addAll(List.of(arguments));
        return ProgramRun.of(command);
    }
}
