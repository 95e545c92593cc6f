package dev.signalbox.guardrails.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.guardrails.Door;
import dev.signalbox.guardrails.RuleTable;
import dev.signalbox.testing.ChartTemplate;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is shipped is what the classes say. */
class GuardrailAdmissionTest {
    private static final ChartTemplate TEMPLATE = new ChartTemplate("admission-guardrails.yaml", "guardrails", """
            # Holds resources of Signalbox against ObservabilityPolicies, with or without an operator; by itself it does nothing.
            # Generated from dev.signalbox.guardrails.admission. After a change there:
            # ./mvnw test -Dgolden.update=true -Dtest=GuardrailAdmissionTest
            """);

    @Test
    void theChartHasThem() throws IOException {
        TEMPLATE.assertCurrent(
                GuardrailAdmission.policies().stream().map(ManifestYaml::of).collect(Collectors.joining("---\n")));
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
}
