package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.status.Reason;
import dev.signalbox.status.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever reason stands in a condition, somebody can look up what to do about it. */
class TroubleshootingTest {
    private static final Path DOCUMENT = Path.of("docs/troubleshooting.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern WORD = Pattern.compile("`([A-Z][A-Za-z]+)`");
    private static final Pattern TOLD_AS =
            Pattern.compile("new (?:Notice|Prerequisite\\.Support)\\(\\s*\"([A-Z][A-Za-z]+)\"");
    private static final String WITHOUT_CONDITION = "\n## Without a condition\n";
    private static final int CELLS = 4;

    @ParameterizedTest
    @MethodSource("reasons")
    void hasAnEntry(String reason) {
        assertThat(entries()).as("rows of " + DOCUMENT).containsKey(reason);
    }

    /** What is seen, why, where to find out more, what to do; a dash where there is nothing. */
    @Test
    void entriesAreWhole() {
        assertThat(entries().values())
                .allSatisfy(cells -> assertThat(cells).hasSize(CELLS).allSatisfy(cell -> assertThat(cell)
                        .isNotBlank()));
    }

    @Test
    void entriesAreOfReasonsThatThereAre() {
        assertThat(reasons()).containsAll(entries().keySet());
    }

    /** Of conditions that are only ever true the type is the reason; notices and prerequisites bring reasons of their own. */
    static Set<String> reasons() {
        Set<String> reasons = new HashSet<>();
        Arrays.stream(Reason.values()).map(Reason::text).forEach(reasons::add);
        Stream.of(Verdict.Type.HEAD_LIMITS_KEEP, Verdict.Type.HEAD_NAME_SHARED, Verdict.Type.SPAN_METRICS_SAMPLED)
                .map(Verdict.Type::text)
                .forEach(reasons::add);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> TOLD_AS.matcher(read(file)).results())
                    .map(told -> told.group(1))
                    .forEach(reasons::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reasons;
    }

    /** The cells of each row by the words of its first. */
    private static Map<String, List<String>> entries() {
        Map<String, List<String>> entries = new HashMap<>();
        String conditions = read(DOCUMENT).split(WITHOUT_CONDITION)[0];
        conditions.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            List<String> cells = Arrays.stream(
                            line.substring(1, line.lastIndexOf('|')).split("(?<!\\\\)\\|", -1))
                    .map(String::strip)
                    .toList();
            if (WORD.matcher(cells.getFirst()).lookingAt()) {
                words(cells.getFirst()).forEach(word -> entries.put(word, cells));
            }
        });
        return entries;
    }

    private static Set<String> words(String cell) {
        return WORD.matcher(cell).results().map(word -> word.group(1)).collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
