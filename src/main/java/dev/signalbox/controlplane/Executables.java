package dev.signalbox.controlplane;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs that this machine has. */
public final class Executables {
    private Executables() {}

    /** Where the shell would find the program; empty where it would not. */
    public static Optional<Path> onPath(String name) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> in(Path.of(directory), name).stream())
                .findFirst();
    }

    static Optional<Path> in(Path directory, String name) {
        return Optional.of(directory.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }
}
