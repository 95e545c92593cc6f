package dev.signalbox.operator;

import static dev.signalbox.operator.OperatedNamespace.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Outputs are what the stack asks for, and nothing that it no longer asks for. */
@ExtendWith(LocalCluster.class)
class StackOutputsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ResourceDefinitionContext VM_RULES = new ResourceDefinitionContext.Builder()
            .withGroup("operator.victoriametrics.com")
            .withVersion("v1beta1")
            .withKind("VMRule")
            .withPlural("vmrules")
            .withNamespaced(true)
            .build();

    private OperatedNamespace cluster;
    private OperatorRights rights;
    private CustomResourceDefinition vmRules;

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) throws IOException {
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.everywhere(namespace);
        vmRules = Serialization.unmarshal(
                Files.readString(Path.of("src/test/resources/definitions/vmrules.yaml")),
                CustomResourceDefinition.class);
    }

    @AfterEach
    void clean() {
        cluster.client().resources(ObservabilityStack.class).withName("default").delete();
        cluster.client().resource(vmRules).delete();
        cluster.client().resources(SLO.class).delete();
        rights.close();
    }

    @Test
    void aStackThatAsksForVmRulesGetsThemInPlaceOfPrometheusRules() {
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            cluster.apply("checkout");
            cluster.awaitReady("checkout");

            stack("{format: VMRule}");
            SLO blocked = cluster.await(
                    "checkout", slo -> condition(slo, "Applied").getReason().equals("KindNotServed"));
            assertThat(condition(blocked, "Applied").getMessage())
                    .contains("operator.victoriametrics.com/v1beta1/VMRule");
            assertThat(cluster.rule("checkout")).isNotNull();

            CustomResourceDefinitions.install(cluster.client(), List.of(vmRules), "test");
            cluster.awaitReady("checkout");
            Map<String, Object> wanted = awaitRule("checkout", _ -> true).getAdditionalProperties();
            cluster.awaitNoRule("checkout");

            GenericKubernetesResource drifted = awaitRule("checkout", _ -> true);
            drifted.setAdditionalProperties(Map.of("spec", Map.of("groups", List.of())));
            cluster.client().resource(drifted).update();
            awaitRule("checkout", rule -> rule.getAdditionalProperties().equals(wanted));

            stack("{format: PrometheusRule}");
            cluster.awaitRule("checkout", _ -> true);
            assertThat(Deadline.in(SOON).until(() -> rule("checkout").isEmpty()))
                    .isTrue();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void twoSlosThatAreOneToSlothWaitForEachOther() {
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            stack("{compatibility: Sloth}");
            cluster.apply("b-c", "service: a");
            cluster.awaitReady("b-c");

            cluster.apply("c", "service: a-b");
            for (String name : List.of("b-c", "c")) {
                SLO refused = cluster.await(
                        name, slo -> condition(slo, "Accepted").getStatus().equals("False"));
                assertThat(condition(refused, "Accepted").getMessage()).contains("sloth_id", "\"a-b-c\"");
            }
            assertThat(cluster.rule("b-c")).as("the last good rules").isNotNull();
            assertThat(cluster.rule("c")).isNull();

            cluster.client().resource(cluster.slo("b-c")).delete();
            cluster.awaitReady("c");
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void aRunbookPageComesWithTheRightsAndTheWishAndGoesWithTheWish() throws IOException {
        List<HasMetadata> granted = cluster.client()
                .load(Files.newInputStream(Path.of("manifests/components/runbooks/rbac-runbooks.yaml")))
                .items();
        stack("{runbooks: ConfigMap}");
        try (RunningOperator _ = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            cluster.apply("checkout");
            SLO without = cluster.awaitReady("checkout");
            assertThat(condition(without, "Accepted").getMessage())
                    .contains("RunbookNotWritten", "manifests/components/runbooks/rbac-runbooks.yaml");
        }
        granted.forEach(
                object -> cluster.client().resource(object).forceConflicts().serverSideApply());
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            assertThat(Deadline.in(SOON).poll(() -> Optional.ofNullable(page("checkout"))))
                    .hasValueSatisfying(page -> assertThat(page.getData()).containsOnlyKeys("runbook.md"));
            cluster.client().resource(page("checkout")).delete();
            assertThat(Deadline.in(SOON).until(() -> page("checkout") != null)).isTrue();

            stack("{runbooks: None}");
            assertThat(Deadline.in(SOON).until(() -> page("checkout") == null)).isTrue();
            assertThat(cluster.rule("checkout")).isNotNull();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        } finally {
            granted.forEach(object -> cluster.client().resource(object).delete());
        }
    }

    private ConfigMap page(String slo) {
        return cluster.client().configMaps().withName("slo-" + slo).get();
    }

    private void stack(String rules) {
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {metrics: {rules: %s}}
                """.formatted(rules));
    }

    private GenericKubernetesResource awaitRule(String slo, Predicate<GenericKubernetesResource> expected) {
        Optional<GenericKubernetesResource> reached =
                Deadline.in(SOON).poll(() -> rule(slo).filter(expected));
        assertThat(reached).as("VMRule of " + slo).isPresent();
        return reached.orElseThrow();
    }

    private Optional<GenericKubernetesResource> rule(String slo) {
        return Optional.ofNullable(cluster.client()
                .genericKubernetesResources(VM_RULES)
                .withName("slo-" + slo)
                .get());
    }
}
