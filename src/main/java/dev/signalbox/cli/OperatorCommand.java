package dev.signalbox.cli;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the operator. The only command that needs Quarkus on the class path. */
@Command(
        name = "operator",
        mixinStandardHelpOptions = true,
        description = "Run the operator against a cluster, until it is stopped.",
        footer = {
            "",
            "Examples:",
            "  signalbox operator                                 the cluster of the current kubeconfig, all namespaces",
            "  signalbox operator --context staging --namespaces shop,search",
            "  signalbox operator --log-level DEBUG --management-port 9001"
        })
final class OperatorCommand implements Callable<Integer> {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Which kubeconfig; default: as kubectl finds it.")
    private String kubeconfig;

    @Override
    public Integer call() {
        Quarkus.run();
        return 0;
    }
}
