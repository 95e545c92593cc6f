package dev.signalbox.cli;

import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.compile.slo.SloHistory;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.ResourceName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints, or runs, what gives a Prometheus the past of what SLOs record. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Print a shell script that gives a Prometheus the past of what the rules of SLOs record, so that a new",
            "objective shows its whole window on the first day. The script runs promtool where Prometheus' data is.",
            "The indicator's own series must reach back so far. What is there already is not changed."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox backfill slo.yaml >backfill.sh                 a script to look at, for the server's machine",
            "  signalbox backfill slos/ --url http://prometheus:9090 --data /prometheus | ssh prometheus sh",
            "  signalbox backfill slo.yaml --data /prometheus --run     here and now, with promtool from the PATH"
        })
final class BackfillCommand implements Callable<Integer> {
    @Mixin
    private InputOptions input;

    @Mixin
    private PolicyOptions policies;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:9090",
            description = "Address of Prometheus, as seen by the script; default: ${DEFAULT-VALUE}.")
    private String url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "/prometheus",
            description =
                    "Prometheus' data directory (--storage.tsdb.path), as seen by the script; default: ${DEFAULT-VALUE}.")
    private String data;

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            description = "How far back, in days; default: the longest window of the SLOs.")
    private Integer days;

    @Option(
            names = "--end",
            paramLabel = "SECONDS",
            description = {
                "Unix time at which the past ends; default: three hours before the script runs.",
                "Prometheus must have nothing later than this only in memory: its data would be cut off there."
            })
    private Long end;

    @Option(names = "--run", description = "Run the script instead of printing it.")
    private boolean run;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        InputOptions.Input read = input.read(System.in);
        PolicyOptions.Terms terms = policies.read(read.batch(), System.in);
        ClusterFacts facts = terms.over(read.facts(), read.batch());
        Rendering.Outcome outcome = Rendering.of(read.batch(), facts);
        if (!outcome.faults().isEmpty() || !terms.faults().isEmpty()) {
            Stream.concat(outcome.faults().stream(), terms.faults().stream()).forEach(err::println);
            return Signalbox.WRONG_INPUT;
        }
        List<Rendering.CompiledSlo> slos = Rendering.slos(read.batch(), facts);
        SortedMap<ResourceName, SloHistory> histories = new TreeMap<>();
        slos.forEach(compiled -> histories.put(
                compiled.slo().name(),
                SloHistory.of(
                        compiled.slo(),
                        RuleObject.groups(compiled.rules().manifests().getFirst()))));
        int longest = slos.stream()
                .mapToInt(compiled -> compiled.slo().windowDays())
                .max()
                .orElse(0);
        if (histories.isEmpty()) {
            err.println("There is no SLO in the input whose past could be computed.");
            return Signalbox.WRONG_INPUT;
        }
        String script = new BackfillScript(
                        histories,
                        url,
                        data,
                        Duration.ofDays(days == null ? longest : days),
                        end == null ? "$(($(date +%s) - 10800))" : end.toString())
                .text();
        if (run) {
            return run(script);
        }
        spec.commandLine().getOut().print(script);
        return Signalbox.FINE;
    }

    private static int run(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-s")
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = shell.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        return shell.waitFor() == 0 ? Signalbox.FINE : Signalbox.WRONG_INPUT;
    }
}
