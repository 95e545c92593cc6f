package dev.signalbox.compile.pipeline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.agent.ProfileConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whole configurations and the bytes that they become; {@code -Dgolden.update=true} rewrites what is expected. */
class CollectorConfigurationTest {
    private static final Path GOLDENS = Path.of("src/test/resources/collector");

    @TestFactory
    Stream<DynamicTest> goldens() {
        Map<String, String> files = new TreeMap<>(Map.of(
                "agent.yaml", Examples.agent().text(CollectorVersion.PINNED),
                "node.yaml", Examples.node().text(CollectorVersion.PINNED),
                "gateway-oldest.yaml", Examples.gateway(10).text(CollectorVersion.OLDEST),
                "gateway.yaml", Examples.gateway(10).text(CollectorVersion.PINNED),
                "gateway-base.yaml", Examples.gateway(10).base(CollectorVersion.PINNED, List.of(Examples.tail(10))),
                "gateway-overlay.yaml",
                        Examples.gateway(10).overlay(CollectorVersion.PINNED, List.of(Examples.tail(10))),
                "tenant.yaml", Examples.tenant().text(CollectorVersion.PINNED)));
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey(), () -> holds(GOLDENS.resolve(file.getKey()), file.getValue())));
    }

    @Test
    void whatStandsApartChangesAlone() {
        CollectorVersion version = CollectorVersion.PINNED;

        assertThat(Examples.gateway(20).base(version, List.of(Examples.tail(20))))
                .isEqualTo(Examples.gateway(10).base(version, List.of(Examples.tail(10))));
        assertThat(Examples.gateway(20).overlay(version, List.of(Examples.tail(20))))
                .isEqualTo(Examples.gateway(10)
                        .overlay(version, List.of(Examples.tail(10)))
                        .replace("sampling_percentage: 10.0", "sampling_percentage: 20.0"));
    }

    @Test
    void pipelinesInAnyOrderGiveTheSameBytes() {
        CollectorConfiguration agent = Examples.agent();
        List<Pipeline> shuffled = new ArrayList<>(agent.pipelines());
        Collections.reverse(shuffled);

        assertThat(new CollectorConfiguration(agent.telemetry(), agent.extensions(), shuffled)
                        .text(CollectorVersion.PINNED))
                .isEqualTo(agent.text(CollectorVersion.PINNED));
    }

    @Test
    void examplesUseEveryComponent() {
        List<String> used = Stream.of(
                        Examples.agent(),
                        Examples.node(),
                        Examples.gateway(10),
                        Examples.tenant(),
                        ProfileConfiguration.sampling())
                .map(configuration -> yaml(configuration.text(CollectorVersion.PINNED)))
                .flatMap(file -> Stream.of(ComponentKind.values())
                        .flatMap(kind -> file.getOrDefault(kind.section(), Map.of()).keySet().stream()
                                .map(id -> kind + " " + id.split("/", 2)[0])))
                .toList();

        assertThat(used)
                .contains(Stream.of(ComponentType.values())
                        .filter(type -> type != ComponentType.ATTRIBUTES)
                        .map(type -> type.kind() + " " + type.name(CollectorVersion.PINNED))
                        .toArray(String[]::new));
    }

    private static Map<String, Map<String, Object>> yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static void holds(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, wanted);
        }
        assertThat(file)
                .as("stale; rewrite it with ./mvnw test -Dgolden.update=true -Dtest=CollectorConfigurationTest")
                .hasContent(wanted);
    }
}
