package dev.signalbox.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.kube.ManifestYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is shipped is what the class says. {@code -Dgolden.update=true} rewrites it. */
class FreezeAdmissionTest {
    private static final String HEADER = """
            # Holds deployments back while an error budget is exhausted and an ObservabilityPolicy says so; by itself it does nothing.
            # Generated from dev.signalbox.freeze.FreezeAdmission. After a change there:
            # ./mvnw test -Dgolden.update=true -Dtest=FreezeAdmissionTest
            """;

    /** Clusters before 1.30 don't serve it. */
    private static final String WHERE_SERVED = "{{- if and .Values.freeze (.Capabilities.APIVersions.Has"
            + " \"admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy\") }}\n";

    @Test
    void theManifestIsCurrent() throws IOException {
        assertCurrent(Path.of("manifests/admission-freeze.yaml"), policy());
    }

    @Test
    void theChartHasTheSame() throws IOException {
        assertThat(policy()).as("Helm takes it for a template").doesNotContain("{{");
        assertCurrent(Path.of("helm-chart/templates/admission-freeze.yaml"), WHERE_SERVED + policy() + "{{- end }}\n");
    }

    private static String policy() {
        return HEADER + ManifestYaml.of(FreezeAdmission.policy());
    }

    private static void assertCurrent(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, wanted);
        }
        assertThat(file).hasContent(wanted);
    }
}
