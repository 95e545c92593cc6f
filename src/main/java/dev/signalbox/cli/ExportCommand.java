package dev.signalbox.cli;

import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.intake.batch.Batch;
import dev.signalbox.intake.batch.BatchReader;
import dev.signalbox.intake.batch.Declared;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.intake.schema.ResourceKind;
import dev.signalbox.interchange.ExportFormat;
import dev.signalbox.interchange.SloDocument;
import dev.signalbox.interchange.source.ExportedSlo;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints our objectives as another project's. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Print SLO resources as objectives of another project.",
            "What it has no words for is kept in annotations, from which import makes the same SLO again, and told in",
            "a comment. Resources that are wrong are told on standard error, and keep no other back."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox export --to openslo slos/ > openslo.yaml",
            "  kubectl get slo -A -o yaml | signalbox export --to openslo -",
            "",
            "Exit codes: 0 something was exported, 1 nothing was, 2 wrong usage, 3 a fault of Signalbox itself."
        })
final class ExportCommand implements Callable<Integer> {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "PROJECT",
            description = "Whose objectives they become: ${COMPLETION-CANDIDATES}.")
    private ExportFormat format;

    @Parameters(
            paramLabel = "FILE|DIR|-",
            arity = "1..*",
            description =
                    "YAML or JSON files, directories (all *.yaml, *.yml and *.json in them, at any depth), or - for standard input.")
    private List<String> inputs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        InputFiles files = InputFiles.find(inputs, System.in);
        BatchReader reader = new BatchReader("default");
        files.files().forEach(file -> reader.read(file.name(), file.bytes()));
        Batch batch = reader.batch();
        List<Declared> slos = batch.declared().stream()
                .filter(declared -> declared.kind() == ResourceKind.SLO)
                .sorted(Comparator.comparing(Declared::identity))
                .toList();
        slos.forEach(this::print);
        List<Fault> faults = new ArrayList<>(files.faults());
        faults.addAll(batch.faults());
        PrintWriter err = spec.commandLine().getErr();
        faults.stream().sorted().forEach(err::println);
        int others = batch.declared().size() - slos.size() + batch.foreign().size();
        err.println((slos.size() == 1 ? "1 SLO was exported" : slos.size() + " SLOs were exported")
                + (others == 0
                        ? "."
                        : "; " + others + (others == 1 ? " other resource" : " other resources") + " left out."));
        return slos.isEmpty() ? Signalbox.WRONG_INPUT : Signalbox.FINE;
    }

    private void print(Declared declared) {
        ExportedSlo exported = format.write(SloDocument.read(declared.document().content()));
        PrintWriter out = spec.commandLine().getOut();
        out.print("---\n");
        exported.notes().forEach(note -> out.print(ManifestYaml.comment(note)));
        out.print(ManifestYaml.print(exported.manifest()));
    }
}
