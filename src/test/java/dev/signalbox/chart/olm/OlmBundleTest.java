package dev.signalbox.chart.olm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is checked in is what the chart gives. {@code -Dgolden.update=true} rewrites it. */
class OlmBundleTest {
    private static final Map<String, String> FILES = OlmBundle.files();

    @TestFactory
    Stream<DynamicTest> generated() {
        return FILES.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> holds(file.getKey(), file.getValue())));
    }

    @Test
    void nothingElseLiesBeside() throws IOException {
        try (Stream<Path> files = Files.walk(OlmBundle.DIRECTORY)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> OlmBundle.DIRECTORY.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(FILES.keySet());
        }
    }

    private static void holds(String name, String wanted) throws IOException {
        Path file = OlmBundle.DIRECTORY.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, wanted);
        }
        assertThat(file)
                .as("stale; rewrite it with ./mvnw test -Dgolden.update=true -Dtest=OlmBundleTest")
                .hasContent(wanted);
    }
}
