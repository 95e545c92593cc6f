package dev.signalbox.api.crd.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CRDs take, show and keep what those of the previous release did. */
class CrdEvolutionTest {
    private static final List<JsonNode> NOW = PreviousRelease.definitions(Path.of("crds"));

    @Test
    void nothingBreaksThatIsNotAllowed() {
        Map<String, String> allowed = PreviousRelease.allowed();

        assertThat(CrdEvolution.breaks(PreviousRelease.definitions(), NOW)
                        .filter(finding -> !allowed.containsKey(finding.key())))
                .as("mend it, or say in %s why it breaks nobody", PreviousRelease.ALLOWED)
                .isEmpty();
    }

    @Test
    void whatIsAllowedHappens() {
        assertThat(CrdEvolution.breaks(PreviousRelease.definitions(), NOW).map(Finding::key))
                .as("lines of " + PreviousRelease.ALLOWED)
                .containsAll(PreviousRelease.allowed().keySet());
    }

    @Test
    void theReleaseIsKeptAsItWas(@TempDir Path directory) throws IOException {
        ProgramRun run = ProgramRun.of(List.of("e2e/upgrade/keep", "--into", directory.toString()));
        if (run.exitCode() == 3) {
            System.err.println("[skipped] " + run.output().strip());
        }
        Assumptions.assumeTrue(run.exitCode() != 3, run.output());
        assertThat(run.exitCode()).as(run.output()).isZero();

        Map<Path, String> kept = files(PreviousRelease.DIRECTORY);
        kept.keySet().removeIf(file -> !file.getName(0).toString().matches("crds|resources"));
        assertThat(kept).hasSizeGreaterThan(10).isEqualTo(files(directory));
    }

    private static Map<Path, String> files(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(directory::relativize, CrdEvolutionTest::content));
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
