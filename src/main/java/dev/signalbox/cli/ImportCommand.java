package dev.signalbox.cli;

import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.intake.document.DocumentStream;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.interchange.Import;
import dev.signalbox.interchange.ImportFormat;
import dev.signalbox.interchange.ImportedSlo;
import dev.signalbox.interchange.source.Note;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the objectives of other projects as resources of ours. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Print the objectives of another project as SLO resources.",
            "What has no counterpart, or was understood in a way to know of, is a comment above its SLO. What can't be",
            "carried over is told on standard error, and keeps nothing else back."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox import --from sloth slos/ > slos.yaml    read what became of it, then apply it",
            "  signalbox import --from pyrra - < slo.yaml | signalbox render -",
            "  signalbox import --from openslo slos/ services/ policies.yaml",
            "",
            "Exit codes: 0 something was carried over, 1 nothing was, 2 wrong usage, 3 a fault of Signalbox itself."
        })
final class ImportCommand implements Callable<Integer> {
    @Option(
            names = "--from",
            required = true,
            paramLabel = "PROJECT",
            description = "Whose objectives they are: one of ${COMPLETION-CANDIDATES}.")
    private ImportFormat format;

    @Parameters(
            paramLabel = "FILE|DIR|-",
            arity = "1..*",
            description = {
                "YAML or JSON files, directories (all *.yaml, *.yml and *.json in them, at any depth), or - for standard input.",
                "Files that refer to each other must be named together."
            })
    private List<String> inputs;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            defaultValue = "",
            description = "Namespace of SLOs whose source names none; default: none is written.")
    private String namespace;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        InputFiles files = InputFiles.find(inputs, System.in);
        List<Fault> faults = new ArrayList<>(files.faults());
        List<Document> documents = new ArrayList<>();
        for (InputFiles.InputFile file : files.files()) {
            DocumentStream stream = DocumentReader.read(file.name(), file.bytes());
            documents.addAll(stream.documents());
            faults.addAll(stream.faults());
        }
        Import read = Import.read(format, namespace, documents);
        faults.addAll(read.faults());
        print(read);
        PrintWriter err = spec.commandLine().getErr();
        faults.stream().sorted().forEach(err::println);
        err.println(summary(read, faults.size()));
        return read.slos().isEmpty() ? Signalbox.WRONG_INPUT : Signalbox.FINE;
    }

    private void print(Import read) {
        PrintWriter out = spec.commandLine().getOut();
        comments(out, read.notes());
        for (ImportedSlo imported : read.slos()) {
            out.print("---\n");
            comments(out, imported.notes());
            out.print(ManifestYaml.of(imported.slo()));
        }
    }

    private static void comments(PrintWriter out, List<Note> notes) {
        notes.forEach(note -> out.print(ManifestYaml.comment(note.toString())));
    }

    private static String summary(Import read, int faults) {
        long notes = Stream.concat(
                        read.notes().stream(), read.slos().stream().flatMap(imported -> imported.notes().stream()))
                .distinct()
                .count();
        String carried = counted(read.slos().size(), "SLO was", "SLOs were") + " carried over";
        String commented = notes == 0 ? "" : "; " + counted(notes, "comment tells", "comments tell") + " what changed";
        String refused = faults == 0 ? "" : "; " + counted(faults, "fault", "faults") + " kept others back";
        return carried + commented + refused + ".";
    }

    private static String counted(long count, String one, String many) {
        return count == 1 ? "1 " + one : (count == 0 ? "No" : count) + " " + many;
    }
}
