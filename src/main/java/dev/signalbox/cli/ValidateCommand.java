package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            "Each line is FILE:LINE:COLUMN: FIELD: what it must be, what it was; what to write instead.",
            "What a policy only warns about or reports begins with 'warning:' or 'note:', and is no reason to fail."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox validate slo.yaml",
            "  signalbox validate --policies policies/ services/",
            "  git show HEAD:slo.yaml | signalbox validate -",
            "  signalbox validate -o json slos/ | jq -r '.[] | \"::error file=\\(.file),line=\\(.line)::\\(.message)\"'"
        })
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private InputOptions input;

    @Mixin
    private PolicyOptions policies;

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
        PolicyOptions.Terms terms = policies.read(read.batch(), System.in);
        List<Told> told = told(read, terms);
        boolean fine = told.stream().noneMatch(Told::isError);
        switch (format) {
            case JSON -> out.println(json(told).toPrettyString());
            case TEXT -> {
                told.forEach(out::println);
                if (fine) {
                    out.println(valid(read));
                }
            }
        }
        return fine ? Signalbox.FINE : Signalbox.WRONG_INPUT;
    }

    private static List<Told> told(InputOptions.Input read, PolicyOptions.Terms terms) {
        return Stream.concat(
                        Stream.concat(
                                        Rendering.of(read.batch(), read.facts()).faults().stream(),
                                        terms.faults().stream())
                                .map(Told::wrong),
                        Judgement.of(read.batch(), read.facts(), terms))
                .distinct()
                .sorted()
                .toList();
    }

    private static String valid(InputOptions.Input read) {
        int ours = read.batch().declared().size();
        int others = read.batch().foreign().size();
        return (ours == 1 ? "1 resource is valid" : ours + " resources are valid")
                + (others == 0 ? "" : "; " + others + (others == 1 ? " is" : " are") + " not ours and was not checked");
    }

    private static ArrayNode json(List<Told> told) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        told.forEach(one -> {
            ObjectNode line = array.addObject()
                    .put("file", one.fault().source())
                    .put("line", one.fault().position().line())
                    .put("column", one.fault().position().column())
                    .put("path", one.fault().violation().path())
                    .put("message", one.fault().violation().message())
                    .put("fix", one.fault().violation().fix());
            one.finding().ifPresent(finding -> line.put("severity", one.severity())
                    .put("policy", finding.policy())
                    .put("rule", finding.rule().path()));
        });
        return array;
    }
}
