package dev.signalbox.testing;

import dev.signalbox.controlplane.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    private Verdict run(List<String> arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(executable.toString()), arguments.stream())
                            .toList())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Verdict(process.waitFor() == 0, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while promtool ran", e);
        }
    }
}
