package dev.signalbox.testing.prometheus;

import dev.signalbox.controlplane.Executables;
import dev.signalbox.testing.Missing;
import dev.signalbox.testing.ProgramRun;
import java.nio.file.Path;
import java.util.List;

/**
 * A Prometheus to be started.
 *
 * @param executable where it is
 */
public record PrometheusBinary(Path executable) {
    private static final String BUILD = "e2e/tools/build";

    /** The one of this machine; where there is none the test is aborted with the reason (under {@code CI=true} it fails). */
    public static PrometheusBinary ofThisMachine() {
        return Executables.onPath("prometheus")
                .map(PrometheusBinary::new)
                .orElseThrow(() -> Missing.prerequisite(
                        "prometheus is not on the PATH; e2e/tools/find prometheus says how to get it"));
    }

    /** The pinned one, which takes OTLP; compiling it takes minutes, so that only CI waits for it. */
    public static PrometheusBinary newest() {
        List<String> build =
                Missing.isAFailure() ? List.of(BUILD, "prometheus") : List.of(BUILD, "--cached", "prometheus");
        ProgramRun run = ProgramRun.withProgress(build);
        if (run.exitCode() != 0) {
            throw Missing.prerequisite("the pinned prometheus is not compiled; " + BUILD + " prometheus does it");
        }
        return new PrometheusBinary(Path.of(run.output().strip()));
    }
}
