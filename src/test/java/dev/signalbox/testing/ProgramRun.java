package dev.signalbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a program did.
 *
 * @param exitCode 0 where it was content
 * @param output all that it printed
 */
public record ProgramRun(int exitCode, String output) {

    /** Runs to the end, with nothing to read; what goes to standard error is part of the output. */
    public static ProgramRun of(List<String> command) {
        return of(new ProcessBuilder(command).redirectErrorStream(true));
    }

    /** Runs to the end, with nothing to read; what goes to standard error is shown while it runs. */
    public static ProgramRun withProgress(List<String> command) {
        return of(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    /** Runs to the end, reading a text; what goes to standard error is shown while it runs. */
    public static ProgramRun reading(String text, List<String> command) {
        return of(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT), text);
    }

    private static ProgramRun of(ProcessBuilder program) {
        return of(program, "");
    }

    private static ProgramRun of(ProcessBuilder program, String text) {
        try {
            Process process = program.start();
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ProgramRun(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + program.command(), e);
        }
    }
}
