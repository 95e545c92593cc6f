package dev.signalbox.compile.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.intake.cluster.FactsFile;
import dev.signalbox.testing.Promtool;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * When the alerts fire and when they must not, by Prometheus' own engine. promtool evaluates all groups at every step,
 * so what depends on a group's own interval is not judged here.
 */
class RuleBehaviourTest {
    private static final Path CASES = Path.of("src/test/resources/rules");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void promtoolAgrees(String name, @TempDir Path directory) throws IOException {
        Files.copy(CASES.resolve(name).resolve("test.yaml"), directory.resolve("test.yaml"));
        PrometheusRule rules = RenderedSlo.of(
                CASES.resolve(name).resolve("slo.yaml"),
                facts(CASES.resolve(name).resolve("facts.yaml")));
        without(CASES.resolve(name).resolve("without")).forEach(series -> rules.getSpec()
                .getGroups()
                .forEach(group -> group.setRules(group.getRules().stream()
                        .filter(rule -> !series.equals(rule.getRecord()))
                        .toList())));
        Files.writeString(directory.resolve("rules.yaml"), YAML.asYaml(rules.getSpec()));

        Promtool.Verdict verdict = Promtool.required().testRules(directory.resolve("test.yaml"));

        assertThat(verdict.accepted()).as(verdict.output()).isTrue();
    }

    private static ClusterFacts facts(Path file) throws IOException {
        return !Files.exists(file)
                ? ClusterFacts.WITHOUT_CLUSTER
                : switch (FactsFile.read(file.toString(), Files.readAllBytes(file))) {
                    case FactsFile.Outcome.Read(var facts) -> facts;
                    case FactsFile.Outcome.Broken(var faults) -> throw new AssertionError(faults);
                };
    }

    /** Series that a case does without. */
    private static List<String> without(Path list) throws IOException {
        return Files.exists(list) ? Files.readAllLines(list) : List.of();
    }

    static Stream<String> cases() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.map(directory -> directory.getFileName().toString()).sorted().toList().stream();
        }
    }
}
