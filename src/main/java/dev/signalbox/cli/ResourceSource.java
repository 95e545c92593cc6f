package dev.signalbox.cli;

import dev.signalbox.cli.report.ClusterResources;
import dev.signalbox.cli.report.ExportedResources;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.report.Resources;
import dev.signalbox.report.Scope;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say where resources and their status are read: a cluster, or files. */
final class ResourceSource {
    @Option(
            names = "--from",
            paramLabel = "FILE|DIR|-",
            description = {
                "Resources with their status, as kubectl get -o yaml prints them, in place of a cluster's; may be given again."
            })
    private List<String> from = List.of();

    @Mixin
    private ClusterChoice cluster;

    /** Why options don't go together. */
    Optional<String> conflict() {
        return !from.isEmpty() && cluster.isNamed()
                ? Optional.of("--from takes the place of a cluster: leave --kubeconfig and --context out")
                : Optional.empty();
    }

    /**
     * The resources; nothing where they can't be read, which is told.
     *
     * @param purpose what they are read for: {@code report}
     */
    Optional<Resources> read(Scope scope, String purpose, PrintWriter err) {
        return from.isEmpty() ? ofCluster(scope, err) : ofFiles(scope, purpose, err);
    }

    private Optional<Resources> ofFiles(Scope scope, String purpose, PrintWriter err) {
        InputFiles files = InputFiles.find(from, System.in);
        ExportedResources exported = new ExportedResources();
        files.files().forEach(file -> exported.read(file.name(), file.bytes()));
        List<Fault> faults = new ArrayList<>(files.faults());
        faults.addAll(exported.faults());
        if (!faults.isEmpty()) {
            faults.forEach(err::println);
            return Optional.empty();
        }
        if (exported.isEmpty()) {
            err.println("There is nothing of " + String.join(", ", from)
                    + " to " + purpose + ": no resource of signalbox.dev is in it; write e.g. "
                    + "kubectl get slos,sobs,spol,opol,ostack -A -o yaml >resources.yaml");
            return Optional.empty();
        }
        return Optional.of(exported.resources(scope));
    }

    private Optional<Resources> ofCluster(Scope scope, PrintWriter err) {
        return switch (cluster.chosen()) {
            case ClusterChoice.Chosen.Unavailable(String why) -> {
                err.println(why);
                yield Optional.empty();
            }
            case ClusterChoice.Chosen.Cluster(var kubeconfig) ->
                switch (ClusterResources.read(kubeconfig, scope)) {
                    case ClusterResources.Found.Read(Resources found) -> Optional.of(found);
                    case ClusterResources.Found.Failed(String why) -> {
                        err.println(why);
                        yield Optional.empty();
                    }
                };
        };
    }
}
