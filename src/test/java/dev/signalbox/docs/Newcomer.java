package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.testing.Missing;
import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Somebody who does what a document says, command by command, and looks whether that is what comes of it. A quickstart stays
 * open, as in a terminal of its own, and what it says to export is exported.
 */
final class Newcomer implements AutoCloseable {
    private static final Path LAUNCHER = Path.of("signalbox").toAbsolutePath();
    private static final String QUICKSTART = "./signalbox quickstart";
    private static final String IS_UP = "Ctrl-C stops all of it and removes it.";
    private static final Pattern EXPORT = Pattern.compile("^ *export ([A-Z]+)=\"?([^\"\n]*)\"?$", Pattern.MULTILINE);
    private static final Duration BRINGS_UP = Duration.ofMinutes(5);
    private static final Duration COMMAND = Duration.ofMinutes(11);

    private final Path directory;
    private final Map<String, String> exported = new TreeMap<>();
    private Optional<Process> quickstart = Optional.empty();

    private Newcomer(Path directory) {
        this.directory = directory;
    }

    /**
     * Is in a directory that has the launcher, as a checkout does.
     *
     * @param tools that the document takes to be there
     */
    static Newcomer in(Path directory, String... tools) {
        for (String tool : tools) {
            if (Executables.onPath(tool).isEmpty()) {
                throw Missing.prerequisite(tool + " is not on the PATH");
            }
        }
        try {
            Files.createSymbolicLink(directory.resolve("signalbox"), LAUNCHER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Newcomer newcomer = new Newcomer(directory);
        newcomer.run("./signalbox version"); // the first start after a build says that it learns to start fast
        return newcomer;
    }

    /** Fails at the first command that does not do what is shown. */
    void follow(Path document) {
        List<ShownCommand> commands = ShownCommand.of(document);
        assertThat(commands).as("commands of " + document).isNotEmpty();
        for (ShownCommand command : commands) {
            ProgramRun run = command.text().equals(QUICKSTART) ? open() : run(command.text());
            assertThat(command.shows(run))
                    .as(
                            "%s:%d: %s%nis shown to print%n%s%nand was%n%s",
                            document,
                            command.line(),
                            command.text(),
                            command.output().orElse("(anything)"),
                            run)
                    .isTrue();
        }
    }

    private ProgramRun open() {
        Path output = directory.resolve("quickstart.out");
        Process process = shell("exec " + QUICKSTART, output);
        quickstart = Optional.of(process);
        boolean up = Deadline.in(BRINGS_UP)
                .until(() -> !process.isAlive() || read(output).contains(IS_UP));
        String printed = read(output);
        EXPORT.matcher(printed)
                .results()
                .forEach(line -> exported.put(line.group(1), line.group(2).replace("$PATH", System.getenv("PATH"))));
        return new ProgramRun(up && process.isAlive() ? 0 : 1, printed);
    }

    private ProgramRun run(String command) {
        Path output = directory.resolve("command.out");
        Process shell = shell(command, output);
        assertThat(ends(shell, COMMAND)).as(command).isTrue();
        return new ProgramRun(shell.exitValue(), read(output));
    }

    /** With nothing to read, and all that it prints in a file: what it leaves running must not hold us up. */
    private Process shell(String command, Path output) {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        shell.environment().remove("KUBECONFIG");
        shell.environment().putAll(exported);
        try {
            return shell.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ends(Process process, Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + process, e);
        }
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Presses Ctrl-C. */
    @Override
    public void close() {
        quickstart.ifPresent(process -> {
            process.destroy();
            if (!ends(process, Duration.ofMinutes(1))) {
                process.destroyForcibly();
            }
        });
    }
}
