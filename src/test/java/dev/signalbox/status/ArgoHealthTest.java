package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.testing.ArgoHealth;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Argo CD is told of resources; {@code -Dgolden.update=true} rewrites what is generated of it. */
class ArgoHealthTest {
    private static final Path CONFIGURATION = Path.of("manifests/argocd/argocd-cm.yaml");

    private static final String HEADER = """
            # Tells Argo CD how healthy Signalbox's resources are:
            # kubectl patch configmap argocd-cm --namespace argocd --patch-file argocd-cm.yaml
            # Generated from health.lua. After a change there: ./mvnw test -Dgolden.update=true -Dtest=ArgoHealthTest
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: argocd-cm
            data:
            """;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "Ready=True/RulesLoaded, Healthy",
        "Ready=Unknown/AwaitingReload, Progressing",
        "Ready=Unknown/BackendUnreachable, Progressing",
        "Ready=False/NoStack, Progressing",
        "Ready=False/ReferenceNotFound, Progressing",
        "Ready=False/RuleError, Degraded",
        "Ready=False/RolloutFailed, Degraded",
        "Ready=False/NotAccepted Stalled=True/Invalid, Degraded",
        "Stalled=True/Invalid, Degraded",
        "Ready=False/Conflicted Conflicted=True/Claimed, Degraded",
    })
    void conditionsAreJudged(String conditions, String health) {
        String reason = conditions.substring(conditions.lastIndexOf('/') + 1);

        assertThat(ArgoHealth.required().of(resource(3, conditions)))
                .isEqualTo(new ArgoHealth.Health(health, "why " + reason));
    }

    @Test
    void whatWasNotLookedAtIsInProgress() {
        ArgoHealth argo = ArgoHealth.required();

        assertThat(argo.of(Map.of("kind", "SLO"))).isEqualTo(progressing("Signalbox has not looked at it yet"));
        assertThat(argo.of(Map.of("metadata", Map.of("generation", 1), "status", Map.of())))
                .isEqualTo(progressing("Signalbox has not looked at it yet"));
        assertThat(argo.of(resource(3, "Accepted=True/Accepted")))
                .isEqualTo(progressing("Signalbox has not told yet whether it is ready"));
        assertThat(argo.of(resource(2, "Ready=True/RulesLoaded")))
                .isEqualTo(progressing("Signalbox has not looked at this change yet"));
        assertThat(argo.of(Map.of("metadata", Map.of("deletionTimestamp", "2026-03-31T12:00:00Z"))))
                .isEqualTo(progressing("is being deleted"));
    }

    @Test
    void theScriptAwaitsReasonsThatThereAre() throws IOException {
        assertThat(Pattern.compile("(?m)^ {2}(\\w+) = true,$")
                        .matcher(Files.readString(ArgoHealth.SCRIPT))
                        .results()
                        .map(awaited -> awaited.group(1)))
                .hasSizeGreaterThan(3)
                .isSubsetOf(Arrays.stream(Reason.values()).map(Reason::text).toList());
    }

    /** Argo CD takes no wildcard there; what only the operator writes has no conditions. */
    @Test
    void theConfigurationHasTheScriptForEachKind() throws IOException {
        String script = Files.readString(ArgoHealth.SCRIPT).indent(4);
        String wanted = CustomResourceDefinitions.ofSignalbox().stream()
                .filter(ArgoHealthTest::hasStatus)
                .map(definition -> definition.getSpec().getNames().getKind())
                .sorted()
                .map(kind -> "  resource.customizations.health.signalbox.dev_" + kind + ": |\n" + script)
                .reduce(HEADER, String::concat)
                .replaceAll("(?m)^ +$", "");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(CONFIGURATION, wanted);
        }

        assertThat(CONFIGURATION).hasContent(wanted);
        assertThat(wanted).contains("dev_SLO: |", "dev_ObservabilityStack: |").doesNotContain("dev_FreezeGate");
    }

    private static boolean hasStatus(CustomResourceDefinition definition) {
        return definition.getSpec().getVersions().stream()
                .anyMatch(version -> version.getSubresources() != null
                        && version.getSubresources().getStatus() != null);
    }

    private static Map<String, ?> resource(int observed, String conditions) {
        return Map.of(
                "metadata",
                Map.of("generation", 3),
                "status",
                Map.of(
                        "observedGeneration",
                        observed,
                        "conditions",
                        Arrays.stream(conditions.split(" "))
                                .map(condition -> condition.split("[=/]"))
                                .map(parts -> Map.of(
                                        "type", parts[0],
                                        "status", parts[1],
                                        "reason", parts[2],
                                        "message", "why " + parts[2]))
                                .toList()));
    }

    private static ArgoHealth.Health progressing(String message) {
        return new ArgoHealth.Health("Progressing", message);
    }
}
