package dev.signalbox.freeze;

import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.testing.ChartTemplate;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is shipped is what the class says. */
class FreezeAdmissionTest {
    private static final ChartTemplate TEMPLATE = new ChartTemplate("admission-freeze.yaml", "freeze", """
            # Holds deployments back while an error budget is exhausted and an ObservabilityPolicy says so; by itself it does nothing.
            # Generated from dev.signalbox.freeze.FreezeAdmission. After a change there:
            # ./mvnw test -Dgolden.update=true -Dtest=FreezeAdmissionTest
            """);

    @Test
    void theChartHasIt() throws IOException {
        TEMPLATE.assertCurrent(ManifestYaml.of(FreezeAdmission.policy()));
    }
}
