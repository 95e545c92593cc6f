package dev.signalbox.cli;

import dev.signalbox.intake.document.Fault;
import dev.signalbox.intake.document.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that arguments stand for, each once.
 *
 * @param files read to the end
 * @param faults of those that can't be read
 */
record InputFiles(List<InputFile> files, List<Fault> faults) {
    private static final String STANDARD_INPUT = "-";
    private static final Predicate<String> IS_MANIFEST =
            Pattern.compile("\\.(yaml|yml|json)$").asPredicate();

    /** @param name as the user would name it */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record InputFile(String name, byte[] bytes) {}

    static InputFiles find(List<String> arguments, InputStream standardInput) {
        InputFiles found = new InputFiles(new ArrayList<>(), new ArrayList<>());
        for (String argument : new LinkedHashSet<>(arguments)) {
            if (argument.equals(STANDARD_INPUT)) {
                found.read("stdin", standardInput::readAllBytes);
            } else {
                found.paths(argument).forEach(path -> found.read(path.toString(), () -> Files.readAllBytes(path)));
            }
        }
        return found;
    }

    private Set<Path> paths(String argument) {
        try {
            Path path = Path.of(argument);
            return Files.isDirectory(path) ? manifests(path) : Set.of(path);
        } catch (InvalidPathException illegal) {
            fault(argument, "must be the name of a file, was not: " + illegal.getReason());
        } catch (IOException | UncheckedIOException broken) {
            fault(argument, "must be a readable directory, was not: " + broken.getMessage());
        }
        return Set.of();
    }

    private static Set<Path> manifests(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return new LinkedHashSet<>(files.filter(file -> IS_MANIFEST.test(file.toString()))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList());
        }
    }

    private interface Content {
        byte[] read() throws IOException;
    }

    private void read(String name, Content content) {
        try {
            files.add(new InputFile(name, content.read()));
        } catch (NoSuchFileException missing) {
            fault(name, "must be a file or a directory, was not found");
        } catch (IOException broken) {
            fault(name, "must be readable, was not: " + broken.getMessage());
        }
    }

    private void fault(String name, String message) {
        faults.add(Fault.ofText(name, Position.START, message, "check the argument"));
    }
}
