package dev.signalbox.compile.pipeline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.compile.kube.OutputLabels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stacks and the bytes that they become; {@code -Dgolden.update=true} rewrites what is expected. */
class CollectorObjectsGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/workload");

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void rendersTheSameBytes(String name) throws IOException {
        Path expected = CASES.resolve(name + ".yaml");
        String rendered = ExampleCollectors.cases().get(name).stream()
                .map(object -> ManifestYaml.print(ManifestYaml.tree(object)))
                .collect(Collectors.joining("---\n"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, rendered);
        }

        assertThat(rendered)
                .as("stale; rewrite it with ./mvnw test -Dgolden.update=true -Dtest=CollectorObjectsGoldenTest")
                .isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyObjectIsMarkedAsOursAndIsThereOnce(String name) {
        assertThat(ExampleCollectors.cases().get(name))
                .allSatisfy(object -> assertThat(object.getMetadata().getLabels())
                        .containsEntry(OutputLabels.MANAGED_BY, OutputLabels.SIGNALBOX))
                .extracting(CollectorObjectsGoldenTest::identity)
                .doesNotHaveDuplicates();
    }

    private static String identity(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }

    static Stream<String> cases() {
        return ExampleCollectors.cases().keySet().stream();
    }
}
