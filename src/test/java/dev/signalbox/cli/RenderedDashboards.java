package dev.signalbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.compile.Compilation.Compiled;
import dev.signalbox.compile.dashboard.Board;
import dev.signalbox.compile.dashboard.StackBoards;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.intake.batch.BatchFacts;
import dev.signalbox.intake.batch.BatchReader;
import dev.signalbox.intake.batch.Declared;
import dev.signalbox.intake.batch.Meaning;
import dev.signalbox.model.pipeline.LabelSelection;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every dashboard that the compilers make of the golden inputs: all indicators, services and stacks that there are.
 *
 * @param dashboards all of one input
 * @param recorded names of the series that its rules record
 */
public record RenderedDashboards(String input, List<Rendered> dashboards, Set<String> recorded) {
    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final DashboardSettings SETTINGS = new DashboardSettings(
            Optional.of(DashboardSettings.Target.FILES),
            "observability",
            Optional.of("https://grafana.example.com"),
            LabelSelection.ALL,
            new DashboardSettings.Datasources(Optional.of("prom"), Optional.of("loki"), Optional.of("tempo")),
            List.of());

    /** One dashboard, and what Grafana reads of it. */
    public record Rendered(Board board, JsonNode json) {
        public String uid() {
            return board.dashboard().uid();
        }

        @Override
        public String toString() {
            return uid();
        }
    }

    public static List<RenderedDashboards> all() {
        try (Stream<Path> cases = Files.list(CASES)) {
            return cases.sorted()
                    .map(RenderedDashboards::of)
                    .filter(input -> !input.dashboards().isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RenderedDashboards of(Path directory) {
        BatchReader reader = new BatchReader("default");
        try {
            reader.read("input.yaml", Files.readAllBytes(directory.resolve("input.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ClusterFacts facts =
                BatchFacts.over(ClusterFacts.WITHOUT_CLUSTER, reader.batch()).with(SETTINGS);
        List<Meaning> meanings = new ArrayList<>(
                reader.batch().declared().stream().map(Declared::meaning).toList());
        DashboardRendering rendering = new DashboardRendering(facts);
        List<Rendered> dashboards = Stream.concat(
                        meanings.stream().flatMap(meaning -> rendering.boards(meaning).stream()),
                        meanings.stream().anyMatch(Meaning.Stack.class::isInstance)
                                ? Stream.empty()
                                : StackBoards.of(SETTINGS).stream())
                .map(board -> new Rendered(board, tree(board)))
                .toList();
        return new RenderedDashboards(
                directory.getFileName().toString(), dashboards, recorded(Rendering.slos(reader.batch(), facts)));
    }

    private static Set<String> recorded(List<Rendering.CompiledSlo> slos) {
        return slos.stream()
                .map(Rendering.CompiledSlo::rules)
                .map(Compiled::manifests)
                .flatMap(List::stream)
                .flatMap(manifest -> RuleObject.groups(manifest).stream())
                .flatMap(group -> group.getRules().stream())
                .map(Rule::getRecord)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static JsonNode tree(Board board) {
        try {
            return JSON.readTree(board.dashboard().json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(board.dashboard().uid(), e);
        }
    }

    @Override
    public String toString() {
        return input;
    }
}
