package dev.signalbox.compile.pipeline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.ProgramRun;
import dev.signalbox.testing.collector.AdaptedConfiguration;
import dev.signalbox.testing.collector.CollectorBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real collector knows every field that the model writes, and every name, old or new. What the tests' collector can't
 * have is replaced by something that does nothing: {@link #ABSENT}.
 */
class CollectorGoldensIT {
    private static final Path GOLDENS = Path.of("src/test/resources/collector");

    private static final List<List<String>> CONFIGURATIONS = List.of(
            List.of("agent.yaml"),
            List.of("node.yaml"),
            List.of("node-oldest.yaml"),
            List.of("gateway.yaml"),
            List.of("gateway-base.yaml", "gateway-overlay.yaml"),
            List.of("tenant.yaml"));

    private static final Set<ComponentType> ABSENT = Set.of(
            ComponentType.AWS_S3,
            ComponentType.ELASTICSEARCH,
            ComponentType.HAPROXY,
            ComponentType.HEADERS_SETTER,
            ComponentType.HOST_METRICS,
            ComponentType.JAEGER_REMOTE_SAMPLING,
            ComponentType.K8S_CLUSTER,
            ComponentType.KAFKA_METRICS,
            ComponentType.KUBELET_STATS,
            ComponentType.LOAD_BALANCING,
            ComponentType.MONGODB,
            ComponentType.MYSQL,
            ComponentType.POSTGRESQL,
            ComponentType.PROFILING,
            ComponentType.RABBITMQ);

    @TempDir
    Path directory;

    @Test
    void theTestsCollectorLacksWhatWeSayItLacks() {
        Map<String, Set<String>> has = CollectorBinary.required().components();

        assertThat(ComponentType.values())
                .filteredOn(type -> !has.get(type.kind().section()).contains(type.name(CollectorVersion.PINNED)))
                .containsExactlyInAnyOrderElementsOf(ABSENT);
    }

    @TestFactory
    Stream<DynamicTest> theRealCollectorReadsAll() {
        CollectorBinary binary = CollectorBinary.required();
        return CONFIGURATIONS.stream()
                .map(files -> DynamicTest.dynamicTest(String.join(" and ", files), () -> {
                    List<Path> configs = new ArrayList<>();
                    for (String file : files) {
                        configs.add(adapted(file));
                    }
                    ProgramRun verdict = binary.validate(configs, Map.of("POD_IP", "127.0.0.1", "NODE_NAME", "node"));
                    assertThat(verdict.exitCode()).as(verdict.output()).isZero();
                }));
    }

    private Path adapted(String file) throws IOException {
        AdaptedConfiguration configuration = AdaptedConfiguration.of(Files.readString(GOLDENS.resolve(file)));
        for (ComponentType type : ABSENT) {
            String section = type.kind().section();
            for (String id : configuration.ids(section)) {
                if (names(type).contains(id.split("/", 2)[0])) {
                    String standIn = id.replace('/', '-');
                    if (type.kind() == ComponentKind.EXTENSION) {
                        configuration.replace(
                                section, id, "basicauth/" + standIn, "client_auth: {username: a, password: b}");
                    } else {
                        configuration.replace(section, id, "nop/" + standIn, "{}");
                    }
                }
            }
        }
        return configuration.write(directory.resolve(file));
    }

    private static Set<String> names(ComponentType type) {
        return new TreeSet<>(List.of(type.name(CollectorVersion.OLDEST), type.name(CollectorVersion.PINNED)));
    }
}
