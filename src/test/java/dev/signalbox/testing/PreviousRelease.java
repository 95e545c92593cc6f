package dev.signalbox.testing;

import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * The release before this one, as {@code e2e/upgrade/build} has packaged it.
 *
 * @param directory what that has made
 */
public record PreviousRelease(Path directory) {
    private static final String BUILD = "e2e/upgrade/build";
    private static final int NOT_IN_THIS_CLONE = 3;

    /**
     * Packaging takes minutes, so that only CI waits for it, and elsewhere the test is aborted with the command. A clone that is
     * too shallow can't have it, in CI neither: the test is aborted.
     */
    public static PreviousRelease required() {
        ProgramRun run = ProgramRun.withProgress(Missing.isAFailure() ? List.of(BUILD) : List.of(BUILD, "--cached"));
        return switch (run.exitCode()) {
            case 0 -> new PreviousRelease(Path.of(run.output().strip()));
            case NOT_IN_THIS_CLONE -> {
                String reason = "this clone is too shallow to have the previous release";
                System.err.println("[skipped] " + reason);
                throw new TestAbortedException(reason);
            }
            default -> throw Missing.prerequisite("the previous release is not packaged; " + BUILD + " does it");
        };
    }

    public PackagedOperator operator() {
        return new PackagedOperator(directory.resolve("quarkus-app"), directory.resolve("operator.jvmopts"));
    }

    /** Its Helm chart, with its kinds. */
    public Path chart() {
        return directory.resolve("helm-chart");
    }
}
