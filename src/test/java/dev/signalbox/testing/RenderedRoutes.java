package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code render} makes of a stack's routes. */
public final class RenderedRoutes {
    private RenderedRoutes() {}

    /**
     * The AlertmanagerConfig objects for a cluster with one Alertmanager, {@code monitoring/main}.
     *
     * @param strategy type of its matcher strategy
     * @param directory for a file of facts
     */
    public static List<JsonNode> objects(Path input, String strategy, Path directory) throws IOException {
        Path facts = Files.writeString(directory.resolve("facts.yaml"), """
                alertmanagers: [{namespace: monitoring, name: main, strategy: %s}]
                """.formatted(strategy));
        CommandRun run = CommandRun.of("render", input.toString(), "--facts", facts.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> objects = new ArrayList<>();
        for (String manifest : run.out().split("(?m)^---\n")) {
            if (manifest.contains("kind: AlertmanagerConfig")) {
                objects.add(new YAMLMapper().readTree(manifest));
            }
        }
        return objects;
    }

    /** The whole configuration of an Alertmanager. */
    public static Path file(Path input, Path directory) {
        CommandRun run = CommandRun.of("render", input.toString(), "-o", directory.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return directory.resolve("observability/alertmanager.yml");
    }
}
