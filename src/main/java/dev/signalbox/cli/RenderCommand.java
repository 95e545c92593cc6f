package dev.signalbox.cli;

import dev.signalbox.facts.ClusterFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what resources become. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Print the manifests that resources become, as the operator would apply them.",
            "Manifests that are not ours are passed through. With anything wrong, all of it is told and nothing printed."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox render slo.yaml                          print the rules of one SLO",
            "  signalbox render slos/ -n shop -o manifests/       a file per object, for GitOps",
            "  kustomize build . | signalbox render - | kubectl apply -f -",
            "  signalbox render slos/ --facts production.yaml     for a cluster that is known",
            "  signalbox render slos/ --policies policies/        with queries confined as policies say"
        })
final class RenderCommand implements Callable<Integer> {
    @Mixin
    private InputOptions input;

    @Mixin
    private PolicyOptions policies;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = {
                "Write one file per object, <namespace>/<kind>-<name>.yaml, instead of printing,",
                "for each SLO a page for whoever is alerted, <namespace>/runbook-<name>.md, the rules of the "
                        + "archive's bucket, <namespace>/archive-lifecycle.json, and where the stack's dashboards have "
                        + "target None, dashboards/<uid>.json."
            })
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        InputOptions.Input read = input.read(System.in);
        if (read.batch().isEmpty()) {
            err.println(read.nothing());
            return Signalbox.WRONG_INPUT;
        }
        PolicyOptions.Terms terms = policies.read(read.batch(), System.in);
        ClusterFacts facts = terms.over(read.facts(), read.batch());
        Rendering.Outcome outcome = Rendering.of(read.batch(), facts);
        if (!outcome.faults().isEmpty() || !terms.faults().isEmpty()) {
            Stream.concat(outcome.faults().stream(), terms.faults().stream()).forEach(err::println);
            return Signalbox.WRONG_INPUT;
        }
        outcome.notes().forEach(err::println);
        if (!outcome.unwritten().isEmpty()) {
            err.println("This version checks but writes no manifests for " + counted(outcome.unwritten()) + ".");
        }
        if (directory == null) {
            outcome.manifests().forEach(manifest -> out.append("---\n").append(manifest.yaml()));
        } else {
            OutputDirectory.write(
                    directory,
                    outcome.manifests(),
                    Rendering.runbooks(read.batch(), facts),
                    Rendering.documents(read.batch(), facts),
                    Rendering.dashboards(read.batch(), facts));
        }
        return Signalbox.FINE;
    }

    private static String counted(java.util.Map<String, Integer> kinds) {
        return kinds.entrySet().stream()
                .map(kind -> kind.getKey() + " (" + kind.getValue() + ")")
                .collect(java.util.stream.Collectors.joining(", "));
    }
}
