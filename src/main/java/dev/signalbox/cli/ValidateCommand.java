package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.intake.document.Fault;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells everything that is wrong with resources. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Check resources as the API server and the operator would, and tell everything that is wrong at once.",
            "Each line is FILE:LINE:COLUMN: FIELD: what it must be, what it was; what to write instead."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox validate slo.yaml",
            "  signalbox validate slos/ policies/",
            "  git show HEAD:slo.yaml | signalbox validate -",
            "  signalbox validate -o json slos/ | jq -r '.[] | \"::error file=\\(.file),line=\\(.line)::\\(.message)\"'"
        })
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private InputOptions input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "TEXT",
            description =
                    "One of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}. json is an array of what is wrong.")
    private Format format;

    @Spec
    private CommandSpec spec;

    /** How the result is printed. */
    enum Format {
        TEXT,
        JSON;

        /** As one writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        InputOptions.Input read = input.read(System.in);
        PrintWriter out = spec.commandLine().getOut();
        if (read.batch().isEmpty()) {
            spec.commandLine().getErr().println(read.nothing());
            return Signalbox.WRONG_INPUT;
        }
        List<Fault> faults = Rendering.of(read.batch(), read.facts()).faults();
        switch (format) {
            case JSON -> out.println(json(faults).toPrettyString());
            case TEXT -> {
                faults.forEach(out::println);
                if (faults.isEmpty()) {
                    out.println(valid(read));
                }
            }
        }
        return faults.isEmpty() ? Signalbox.FINE : Signalbox.WRONG_INPUT;
    }

    private static String valid(InputOptions.Input read) {
        int ours = read.batch().declared().size();
        int others = read.batch().foreign().size();
        return (ours == 1 ? "1 resource is valid" : ours + " resources are valid")
                + (others == 0 ? "" : "; " + others + (others == 1 ? " is" : " are") + " not ours and was not checked");
    }

    private static ArrayNode json(List<Fault> faults) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        faults.forEach(fault -> array.addObject()
                .put("file", fault.source())
                .put("line", fault.position().line())
                .put("column", fault.position().column())
                .put("path", fault.violation().path())
                .put("message", fault.violation().message())
                .put("fix", fault.violation().fix()));
        return array;
    }
}
