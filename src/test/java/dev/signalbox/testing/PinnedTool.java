package dev.signalbox.testing;

import java.nio.file.Path;
import java.util.List;

/** Programs of the newest Prometheus that we know, which {@code e2e/tools/build} compiles. */
final class PinnedTool {
    private static final String BUILD = "e2e/tools/build";

    private PinnedTool() {}

    /** Where it is; compiling takes minutes, so that only CI waits for it, and elsewhere the test is aborted with the command. */
    static Path required(String tool) {
        ProgramRun run =
                ProgramRun.withProgress(Missing.isAFailure() ? List.of(BUILD, tool) : List.of(BUILD, "--cached", tool));
        if (run.exitCode() != 0) {
            throw Missing.prerequisite("the pinned %1$s is not compiled; %2$s %1$s does it".formatted(tool, BUILD));
        }
        return Path.of(run.output().strip());
    }
}
