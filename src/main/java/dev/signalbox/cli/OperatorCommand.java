package dev.signalbox.cli;

import dev.signalbox.controlplane.ControlPlaneChoice;
import dev.signalbox.controlplane.Kubeconfig;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the operator: turns options into the properties that it reads, and boots Quarkus. No other command does. */
@Command(
        name = "operator",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Run the operator until it is stopped.",
            "It needs the CRDs (kubectl apply -f crds/) and the rights in manifests/. Health is at /q/health and figures are"
                    + " at /q/metrics of the management port."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox operator                                        where kubectl points to, all namespaces",
            "  signalbox operator --context staging --namespaces shop,search",
            "  signalbox operator --log-format text --log-level DEBUG"
        })
final class OperatorCommand implements Callable<Integer> {
    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig; default: as kubectl finds it.")
    private Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig; default: its current one.")
    private String context;

    @Option(
            names = "--namespaces",
            paramLabel = "NAME[,NAME]",
            description = "Only resources in these namespaces; default: all.")
    private String namespaces;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Where health and metrics are served; default: 9000.")
    private Integer managementPort;

    @Option(
            names = "--strategies-port",
            paramLabel = "PORT",
            description = "Where head sampling strategies are served; default: 9001.")
    private Integer strategiesPort;

    @Option(
            names = "--report-port",
            paramLabel = "PORT",
            description = "Where the health report is served; default: 9002.")
    private Integer reportPort;

    @Option(names = "--leader-election", description = "Of several replicas let one work; it needs a Lease.")
    private boolean leaderElection;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "ERROR, WARN, INFO, DEBUG or TRACE; default: INFO.")
    private String logLevel;

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "json or text; default: json.")
    private String logFormat;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (context != null) {
            ControlPlaneChoice choice =
                    ControlPlaneChoice.of(Optional.ofNullable(kubeconfig), Optional.of(context), System.getenv());
            if (choice instanceof ControlPlaneChoice.Unavailable(String reason)) {
                spec.commandLine().getErr().println(reason);
                return spec.exitCodeOnInvalidInput();
            }
            kubeconfig = pinned(((ControlPlaneChoice.Named) choice).kubeconfig());
        }
        set("kubeconfig", kubeconfig);
        set("quarkus.operator-sdk.namespaces", namespaces);
        set("quarkus.management.port", managementPort);
        set("signalbox.strategies.port", strategiesPort);
        set("signalbox.report.port", reportPort);
        set("signalbox.leader-election.enabled", leaderElection ? true : null);
        set("quarkus.log.level", logLevel);
        set("signalbox.log.format", logFormat);
        Quarkus.run();
        return Signalbox.FINE;
    }

    /** The client of the operator knows no contexts, so it gets a file in which there is only one. */
    private static Path pinned(Kubeconfig kubeconfig) throws IOException {
        Path file = Files.createTempFile("signalbox-", ".kubeconfig");
        file.toFile().deleteOnExit();
        return Files.writeString(file, kubeconfig.yaml());
    }

    /** What is not given keeps what the environment says. */
    private static void set(String property, Object value) {
        if (value != null) {
            System.setProperty(property, value.toString());
        }
    }
}
