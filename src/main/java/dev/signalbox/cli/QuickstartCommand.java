package dev.signalbox.cli;

import dev.signalbox.cli.quickstart.Quickstart;
import dev.signalbox.cli.quickstart.Report;
import dev.signalbox.controlplane.ControlPlaneChoice;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows Signalbox at work, without a cluster of one's own. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = {
            "Brings up a Kubernetes API server, installs Signalbox, applies two example SLOs and shows what comes of them.",
            "Uses k3s where a Docker engine answers, otherwise kube-apiserver and etcd as local processes. A cluster of "
                    + "yours is used only if you name it with --kubeconfig or --context."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything happened as promised.",
            "1:Something did not; the report says what.",
            "2:There is no control plane to work with, or an option is wrong."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox quickstart                    look around until Ctrl-C",
            "  signalbox quickstart --exit             show what it promises, and leave",
            "  signalbox quickstart --context staging  in a cluster of yours; removes what it created"
        })
public final class QuickstartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Use the cluster of this kubeconfig.")
    private Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Use this context, of --kubeconfig or of your usual kubeconfig.")
    private String context;

    @Option(
            names = "--exit",
            description = "Also show what happens on an edit, a crash and a deletion, and leave after the report.")
    private boolean exit;

    @Option(names = "--no-prometheus", description = "Start no Prometheus even where one is installed.")
    private boolean noPrometheus;

    @Override
    public Integer call() {
        Report report = new Report(spec.commandLine().getOut());
        String launcher = System.getProperty("signalbox.launcher", "");
        if (launcher.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("quickstart starts the operator as ./signalbox does, and must be run by it: "
                            + "write ./signalbox quickstart");
            return 2;
        }
        ControlPlaneChoice choice =
                ControlPlaneChoice.of(Optional.ofNullable(kubeconfig), Optional.ofNullable(context), System.getenv());
        return switch (choice) {
            case ControlPlaneChoice.Unavailable(String reason) -> {
                spec.commandLine().getErr().println(reason);
                yield 2;
            }
            case ControlPlaneChoice.Available available ->
                Quickstart.run(available, new Quickstart.Options(Path.of(launcher), exit, !noPrometheus), report) == 0
                        ? 0
                        : 1;
        };
    }
}
