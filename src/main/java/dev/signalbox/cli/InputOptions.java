package dev.signalbox.cli;

import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.intake.batch.Batch;
import dev.signalbox.intake.batch.BatchReader;
import dev.signalbox.intake.cluster.FactsFile;
import dev.signalbox.intake.document.Fault;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to read. The same for every command that reads resources. */
final class InputOptions {
    @Parameters(
            paramLabel = "FILE|DIR|-",
            arity = "1..*",
            description = {
                "YAML or JSON files, directories (all *.yaml, *.yml and *.json in them, at any depth), or - for standard input."
            })
    private List<String> inputs;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            defaultValue = "default",
            description = "Namespace of resources that don't say theirs; default: ${DEFAULT-VALUE}.")
    private String namespace;

    @Option(
            names = "--facts",
            paramLabel = "FILE",
            description = {
                "What is known of the cluster (kinds served, Prometheus' version, rule settings, services), as YAML.",
                "Without it every optional kind is taken to be served. A stack or service in the input counts more."
            })
    private String factsFile;

    /**
     * Everything that the options name.
     *
     * @param files how many were read
     */
    record Input(Batch batch, ClusterFacts facts, int files) {

        /** What to say when there is nothing. */
        String nothing() {
            return files == 0
                    ? "There are no files to read: directories must hold *.yaml, *.yml or *.json."
                    : "There are no resources in the input, which is " + (files == 1 ? "1 file" : files + " files")
                            + " without a single document.";
        }
    }

    /** @param standardInput what {@code -} stands for */
    Input read(InputStream standardInput) {
        InputFiles files = InputFiles.find(inputs, standardInput);
        List<Fault> faults = new ArrayList<>(files.faults());
        BatchReader reader = new BatchReader(namespace);
        files.files().forEach(file -> reader.read(file.name(), file.bytes()));
        ClusterFacts facts = facts(standardInput, faults);
        return new Input(reader.batch().withMore(faults), facts, files.files().size());
    }

    private ClusterFacts facts(InputStream standardInput, List<Fault> faults) {
        if (factsFile == null) {
            return ClusterFacts.WITHOUT_CLUSTER;
        }
        InputFiles files = InputFiles.find(List.of(factsFile), standardInput);
        faults.addAll(files.faults());
        for (InputFiles.InputFile file : files.files()) {
            switch (FactsFile.read(file.name(), file.bytes())) {
                case FactsFile.Outcome.Read(ClusterFacts facts) -> {
                    return facts;
                }
                case FactsFile.Outcome.Broken(List<Fault> broken) -> faults.addAll(broken);
            }
        }
        return ClusterFacts.WITHOUT_CLUSTER;
    }
}
