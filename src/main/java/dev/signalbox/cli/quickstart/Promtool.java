package dev.signalbox.cli.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own judge of rule files. */
final class Promtool {
    private Promtool() {}

    /** Has it check files, and returns that they are right; fails with what it says otherwise. */
    static String check(Path executable, List<Path> files) {
        List<String> command = new ArrayList<>(List.of(executable.toString(), "check", "rules"));
        files.forEach(file -> command.add(file.toString()));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new QuickstartFailure("promtool refuses the rules:\n" + output);
            }
            return "promtool accepts them";
        } catch (IOException e) {
            throw new QuickstartFailure("could not run promtool: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartFailure("interrupted", e);
        }
    }
}
