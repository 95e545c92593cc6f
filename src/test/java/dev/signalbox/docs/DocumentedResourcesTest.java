package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever copies an example out of a guide has a valid resource. */
class DocumentedResourcesTest {
    private static final Path HOW_TO = Path.of("docs/how-to.md");
    private static final List<Path> GUIDES =
            List.of(HOW_TO, Path.of("docs/first-hour.md"), Path.of("docs/migrating.md"));

    /** Each example is looked at by itself. */
    private static final String REFERRED_TO = "services: [{namespace: shop, name: checkout, service: checkout}]\n";

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void areValid(String example, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("example.yaml"), example);
        Path facts = Files.writeString(directory.resolve("facts.yaml"), REFERRED_TO);

        CommandRun run = CommandRun.of("validate", "--facts", facts.toString(), file.toString());

        assertThat(run.out()).isEqualTo("1 resource is valid\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void areOfEveryKind() {
        assertThat(yaml(HOW_TO).map(FencedBlock::text))
                .anyMatch(text -> text.contains("kind: SLO\n"))
                .anyMatch(text -> text.contains("kind: ServiceObservability\n"))
                .anyMatch(text -> text.contains("kind: SamplingPolicy\n"))
                .anyMatch(text -> text.contains("kind: ObservabilityStack\n"))
                .anyMatch(text -> text.contains("kind: ObservabilityPolicy\n"));
    }

    static Stream<Named<String>> examples() {
        return GUIDES.stream().flatMap(guide -> yaml(guide)
                .map(block -> Named.of("%s:%d".formatted(guide.getFileName(), block.line()), block.text())));
    }

    private static Stream<FencedBlock> yaml(Path guide) {
        return FencedBlock.of(guide).stream().filter(block -> block.language().equals("yaml"));
    }
}
