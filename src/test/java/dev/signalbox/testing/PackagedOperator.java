package dev.signalbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Maven has made of an operator, which runs on a flat class path, as it ships.
 *
 * @param directory {@code quarkus-app}
 * @param options of its JVM, one a line
 */
public record PackagedOperator(Path directory, Path options) {

    public static PackagedOperator ofThisTree() {
        return new PackagedOperator(Path.of("target/quarkus-app"), Path.of("src/main/launcher/operator.jvmopts"));
    }

    /** @param program a main class and its arguments */
    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        try (Stream<String> lines = Files.lines(options)) {
            lines.filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(command::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String classPath = Stream.of(
                        List.of(directory.resolve("quarkus/transformed-bytecode.jar")),
                        List.of(directory.resolve("quarkus/generated-bytecode.jar")),
                        jars("app"),
                        jars("lib/boot"),
                        jars("lib/main"))
                .flatMap(List::stream)
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        command.addAll(List.of("-cp", classPath));
        command.addAll(program);
        return command;
    }

    private List<Path> jars(String of) {
        try (Stream<Path> files = Files.list(directory.resolve(of))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the operator is not packaged: " + e.getMessage(), e);
        }
    }
}
