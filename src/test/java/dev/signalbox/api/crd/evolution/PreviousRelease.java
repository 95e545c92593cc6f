package dev.signalbox.api.crd.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.crd.Examples;
import dev.signalbox.api.crd.Examples.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code e2e/upgrade/keep} has kept of the release before this one. */
final class PreviousRelease {
    static final Path DIRECTORY = Path.of("src/test/resources/previous-release");
    static final Path ALLOWED = DIRECTORY.resolve("allowed-breaks.txt");

    private PreviousRelease() {}

    static List<JsonNode> definitions() {
        return definitions(DIRECTORY.resolve("crds"));
    }

    static List<JsonNode> definitions(Path directory) {
        return Examples.in(directory).stream().map(Example::tree).toList();
    }

    /** All that it had an example of, with specs, and those that operators wrote, with statuses. */
    static List<Example> resources() {
        return Examples.in(DIRECTORY.resolve("resources"));
    }

    /**
     * Breaks that were judged, by their keys, each with the reason for which it breaks nobody.
     *
     * @throws IllegalStateException where a line is not of that shape
     */
    static Map<String, String> allowed() {
        try {
            return Files.readAllLines(ALLOWED).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", -1))
                    .collect(Collectors.toMap(parts -> parts[0] + " | " + parts[1], PreviousRelease::reason));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(String... parts) {
        if (parts.length != 3 || parts[2].isBlank()) {
            throw new IllegalStateException(
                    ALLOWED + ": write WHERE | BREAK | REASON, not " + String.join(" | ", parts));
        }
        return parts[2];
    }
}
