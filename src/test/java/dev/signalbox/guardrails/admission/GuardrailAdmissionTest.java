package dev.signalbox.guardrails.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.guardrails.Door;
import dev.signalbox.guardrails.RuleTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is shipped is what the classes say. {@code -Dgolden.update=true} rewrites it. */
class GuardrailAdmissionTest {
    private static final String HEADER = """
            # Holds resources of Signalbox against ObservabilityPolicies, with or without an operator; by itself it does nothing.
            # Generated from dev.signalbox.guardrails.admission. After a change there:
            # ./mvnw test -Dgolden.update=true -Dtest=GuardrailAdmissionTest
            """;

    /** Clusters before 1.30 don't serve it. */
    private static final String WHERE_SERVED = "{{- if and .Values.guardrails (.Capabilities.APIVersions.Has"
            + " \"admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy\") }}\n";

    @Test
    void theManifestIsCurrent() throws IOException {
        assertCurrent(Path.of("manifests/admission-guardrails.yaml"), policies());
    }

    @Test
    void theChartHasTheSame() throws IOException {
        assertThat(policies()).as("Helm takes it for a template").doesNotContain("{{");
        assertCurrent(
                Path.of("helm-chart/templates/admission-guardrails.yaml"), WHERE_SERVED + policies() + "{{- end }}\n");
    }

    @Test
    void theTableOfDoorsSaysTheSame() {
        Set<String> table = RuleTable.rows().stream()
                .filter(row -> row.doors().containsAll(Set.of(Door.ADMISSION_POLICY, Door.WEBHOOK)))
                .map(row -> row.rule().path() + " of " + row.kind())
                .collect(Collectors.toSet());

        assertThat(CelRules.ALL)
                .extracting(rule -> rule.rule().path() + " of " + rule.kind().kind())
                .containsOnly(table.toArray(String[]::new))
                .containsAll(table);
    }

    private static String policies() {
        return HEADER
                + GuardrailAdmission.policies().stream().map(ManifestYaml::of).collect(Collectors.joining("---\n"));
    }

    private static void assertCurrent(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, wanted);
        }
        assertThat(file).hasContent(wanted);
    }
}
