package dev.signalbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged tool as a process of its own, with the class path and the options of what runs in pods. */
public final class LocalTool {
    private static final Path PACKAGE = Path.of("target/quarkus-app");
    private static final Path LAUNCHER = Path.of("src/main/launcher");

    /**
     * What it printed, and its exit code.
     *
     * @param out on standard output, a character each byte
     */
    public record Output(int exitCode, String out, String err) {}

    private LocalTool() {}

    /** @param temporary where an operator has its socket */
    public static Output run(Path temporary, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + LAUNCHER.resolve("sidecar.jvmopts"),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                classPath(),
                "dev.signalbox.cli.Signalbox"));
        command.addAll(List.of(arguments));
        try {
            Path err = Files.createTempFile("signalbox", ".err");
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            Output output = new Output(process.waitFor(), out, Files.readString(err));
            Files.delete(err);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String classPath() {
        try (Stream<String> named = Files.lines(LAUNCHER.resolve("sidecar.jars"))) {
            Stream<Path> libraries = named.map(line -> only("lib/main", line.split(" ")[0] + "-"));
            return Stream.concat(Stream.of(only("app", "signalbox-")), libraries)
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path only(String directory, String prefix) {
        try (Stream<Path> files = Files.list(PACKAGE.resolve(directory))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + prefix + " in " + directory));
        } catch (IOException e) {
            throw new UncheckedIOException("not packaged: " + e.getMessage(), e);
        }
    }
}
