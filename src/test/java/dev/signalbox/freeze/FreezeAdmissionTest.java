package dev.signalbox.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.kube.ManifestYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped is what the class says. {@code -Dgolden.update=true} rewrites it. */
class FreezeAdmissionTest {
    private static final String HEADER = """
            # Holds deployments back while an error budget is exhausted and an ObservabilityPolicy says so; by itself it does nothing.
            # Generated from dev.signalbox.freeze.FreezeAdmission. After a change there:
            # ./mvnw test -Dgolden.update=true -Dtest=FreezeAdmissionTest
            """;

    @ParameterizedTest
    @ValueSource(strings = {"manifests/admission-freeze.yaml", "helm-chart/templates/admission-freeze.yaml"})
    void theShippedPolicyIsCurrent(Path file) throws IOException {
        String wanted = HEADER + ManifestYaml.of(FreezeAdmission.policy());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, wanted);
        }

        assertThat(file).hasContent(wanted);
        assertThat(wanted).as("Helm takes it for a template").doesNotContain("{{");
    }
}
