package dev.signalbox.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is checked in is what the classes say. {@code -Dgolden.update=true} rewrites it; see the header of the files.
 */
class CrdsAreCurrentTest {

    private static final Path CRDS = Path.of("crds");
    private static final Path REFERENCE = Path.of("docs/reference/crds.md");

    @TestFactory
    Stream<DynamicTest> generated() {
        Map<Path, String> wanted = new TreeMap<>();
        List<CustomResourceDefinition> crds = Crds.all();
        crds.forEach(crd -> wanted.put(CRDS.resolve(crd.getMetadata().getName() + ".yaml"), CrdYaml.write(crd)));
        wanted.put(REFERENCE, CrdReference.of(crds));
        return wanted.entrySet().stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getKey().toString(), () -> holds(file.getKey(), file.getValue())));
    }

    @Test
    void nothingElseLiesBeside() throws IOException {
        try (Stream<Path> files = Files.list(CRDS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Crds.all().stream()
                            .map(crd -> crd.getMetadata().getName() + ".yaml")
                            .toList());
        }
    }

    private static void holds(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, wanted);
        }
        assertThat(file)
                .as("stale; rewrite it with ./mvnw test -Dgolden.update=true -Dtest=CrdsAreCurrentTest")
                .hasContent(wanted);
    }
}
