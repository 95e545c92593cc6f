package dev.signalbox.testing;

import dev.signalbox.controlplane.Executables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Alertmanager's own judge of its configuration.
 *
 * @param executable where it is
 */
public record Amtool(Path executable) {

    /** The one of this machine; where there is none the test is aborted with the reason (under {@code CI=true} it fails). */
    public static Amtool required() {
        return Executables.onPath("amtool")
                .map(Amtool::new)
                .orElseThrow(() -> Missing.prerequisite(
                        "amtool is not on the PATH; e2e/tools/find alertmanager says how to get it"));
    }

    /** The pinned one, which knows Microsoft Teams, and files for the URLs of webhooks; compiled where it is missing. */
    public static Amtool pinned() {
        return new Amtool(GoProgram.required("e2e/alertmanager", "amtool"));
    }

    /** {@code amtool check-config}. */
    public ProgramRun check(Path file) {
        return ProgramRun.of(List.of(executable.toString(), "check-config", file.toString()));
    }

    /** {@code amtool config routes test}: names of the receivers that are told, joined by commas. */
    public String receivers(Path file, Map<String, String> labels) {
        ProgramRun run = ProgramRun.of(Stream.concat(
                        Stream.of(executable.toString(), "config", "routes", "test", "--config.file=" + file),
                        labels.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()))
                .toList());
        if (run.exitCode() != 0) {
            throw new AssertionError(run.output());
        }
        return run.output().lines().reduce("", (_, line) -> line);
    }
}
