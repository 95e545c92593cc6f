package dev.signalbox.testing;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs of {@code e2e} that are compiled once for each state of their sources, and cached outside the tree. */
public final class GoProgram {
    private static final int NO_COMPILER = 3;

    private GoProgram() {}

    /**
     * Where it is, compiled where it is missing; without Go the test is aborted with the reason (under {@code CI=true} it
     * fails).
     *
     * @param directory of its sources and its {@code build} script
     * @param program which, where the script makes several
     */
    public static Path required(String directory, String... program) {
        String script = directory + "/build";
        ProgramRun build = ProgramRun.withProgress(
                Stream.concat(Stream.of(script), Stream.of(program)).toList());
        return switch (build.exitCode()) {
            case 0 -> Path.of(build.output().strip());
            case NO_COMPILER -> throw Missing.prerequisite("Go is not on the PATH and nothing compiled: " + script);
            default -> throw new AssertionError("%s ended with %d".formatted(script, build.exitCode()));
        };
    }
}
