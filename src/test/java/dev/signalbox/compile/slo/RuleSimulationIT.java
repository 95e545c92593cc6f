package dev.signalbox.compile.slo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.signalbox.testing.RuleSimulator;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the rules make of days of traffic, by Prometheus' own engine with each group at its own interval. The rules stay
 * in {@code target/rulesim}, for running a scenario by hand.
 */
class RuleSimulationIT {
    private static final Path HERE = Path.of("e2e/rulesim");
    private static final Path RENDERED = Path.of("target/rulesim");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /** The part of a scenario that is about rendering. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Rendering(List<String> slos) {}

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        RuleSimulator simulator = RuleSimulator.required();
        return files(HERE.resolve("scenarios")).stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.getFileName().toString(), () -> assertThat(simulator.judge(rules(scenario), scenario))
                                .matches(RuleSimulator.Verdict::accepted, "accepted")));
    }

    private static List<Path> rules(Path scenario) throws IOException {
        Files.createDirectories(RENDERED);
        List<Path> rules = new ArrayList<>();
        for (String slo :
                YAML.unmarshal(Files.readString(scenario), Rendering.class).slos()) {
            Path file = RENDERED.resolve(slo);
            Files.writeString(
                    file, YAML.asYaml(RenderedSlo.of(HERE.resolve("slos").resolve(slo))));
            rules.add(file);
        }
        return rules;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
