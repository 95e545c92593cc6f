package dev.signalbox.testing;

import dev.signalbox.controlplane.Executables;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prometheus' own judge of rule files.
 *
 * @param executable where it is
 */
public record Promtool(Path executable) {
    /**
     * What it said.
     *
     * @param accepted whether it found nothing wrong
     * @param output all that it printed
     */
    public record Verdict(boolean accepted, String output) {}

    /** The one of this machine; where there is none the test is aborted with the reason (under {@code CI=true} it fails). */
    public static Promtool required() {
        return Executables.onPath("promtool")
                .map(Promtool::new)
                .orElseThrow(() -> Missing.prerequisite(
                        "promtool is not on the PATH; e2e/tools/find promtool says how to get it"));
    }

    /** The one of this machine, and that of the newest Prometheus that we know. */
    public static List<Promtool> ofEachVersion() {
        return List.of(required(), newest());
    }

    /** That of the newest Prometheus that we know. */
    public static Promtool newest() {
        return new Promtool(PinnedTool.required("promtool"));
    }

    /** {@code promtool check rules}: do the files load, and does every expression parse. */
    public Verdict checkRules(Path... files) {
        return run(Stream.concat(Stream.of("check", "rules"), Stream.of(files).map(Path::toString))
                .toList());
    }

    /** {@code promtool test rules}: do the rules give what the test files say. */
    public Verdict testRules(Path... files) {
        return run(Stream.concat(Stream.of("test", "rules"), Stream.of(files).map(Path::toString))
                .toList());
    }

    /** {@code promtool tsdb create-blocks-from}: samples with their times become the past of a server. */
    public Verdict createBlocks(Path openMetrics, Path data) {
        return run(List.of("tsdb", "create-blocks-from", "openmetrics", openMetrics.toString(), data.toString()));
    }

    private Verdict run(List<String> arguments) {
        ProgramRun run = ProgramRun.of(Stream.concat(Stream.of(executable.toString()), arguments.stream())
                .toList());
        return new Verdict(run.exitCode() == 0, run.output());
    }
}
