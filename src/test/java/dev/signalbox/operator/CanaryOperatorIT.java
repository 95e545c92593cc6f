package dev.signalbox.operator;

import static dev.signalbox.operator.OperatedNamespace.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.PublishedDefinitions;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What controllers of canaries are given in a cluster that has the definitions of Argo Rollouts and Flagger, and in one that has not. */
@ExtendWith(LocalCluster.class)
class CanaryOperatorIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ARGO = "AnalysisTemplate";
    private static final String FLAGGER = "MetricTemplate";
    private static final Map<String, String> KINDS =
            Map.of(ARGO, "argoproj.io/v1alpha1", FLAGGER, "flagger.app/v1beta1");
    private static final String BOTH = "canary: {controllers: [ArgoRollouts, Flagger]}";

    private OperatedNamespace cluster;
    private OperatorRights rights;

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) {
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.withCanaries(namespace);
        PublishedDefinitions.CANARIES.remove(cluster.client());
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {namespace: observability, metrics: {queryUrl: "http://127.0.0.1:9"}}
                """);
    }

    @AfterEach
    void clean() {
        cluster.client().resources(ObservabilityStack.class).withName("default").delete();
        cluster.client().resources(SLO.class).delete();
        PublishedDefinitions.CANARIES.remove(cluster.client());
        rights.close();
    }

    @Test
    void templatesComeWithTheirKindsStayAsTheyWereMadeAndGoWithTheWish() {
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), cluster.settings())) {
            cluster.apply("checkout", BOTH);
            SLO without = awaitApplied("checkout");
            assertThat(accepted(without))
                    .contains(
                            "CanaryNotWritten: spec.canary asks for argoproj.io/v1alpha1/AnalysisTemplate",
                            "CanaryNotWritten: spec.canary asks for flagger.app/v1beta1/MetricTemplate",
                            "manifests/base/rbac-canaries.yaml");

            PublishedDefinitions.CANARIES.install(cluster.client());
            List<GenericKubernetesResource> made = List.of(await(ARGO, "checkout"), await(FLAGGER, "checkout"));
            cluster.await("checkout", slo -> accepted(slo).equals("the spec is right"));
            assertThat(made).allSatisfy(template -> {
                assertThat(template.getMetadata().getOwnerReferences())
                        .singleElement()
                        .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("SLO"));
                assertThat(template.getAdditionalProperties().toString())
                        .contains("http://127.0.0.1:9", "slo:sli_error:ratio_rate5m");
            });

            drift(made.getFirst());
            await(ARGO, "checkout", made.getFirst());
            cluster.client().resource(made.getLast()).delete();
            await(FLAGGER, "checkout", made.getLast());

            GenericKubernetesResource before = await(ARGO, "checkout");
            cluster.apply("checkout", "description: Shoppers can pay", "canary: {controllers: [ArgoRollouts]}");
            assertThat(Deadline.in(SOON)
                            .until(() -> template(FLAGGER, "checkout").isEmpty()))
                    .isTrue();
            assertThat(await(ARGO, "checkout").getMetadata().getResourceVersion())
                    .as("a second look writes nothing")
                    .isEqualTo(before.getMetadata().getResourceVersion());

            cluster.client().resource(cluster.slo("checkout")).delete();
            assertThat(Deadline.in(SOON).until(() -> template(ARGO, "checkout").isEmpty()))
                    .isTrue();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    /** Any canary passes now. */
    private void drift(GenericKubernetesResource template) {
        cluster.client()
                .resource(template)
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\": \"replace\", \"path\": \"/spec/metrics/0/failureCondition\", \"value\": \"false\"}]");
    }

    private SLO awaitApplied(String name) {
        return cluster.await(name, slo -> condition(slo, "Applied").getStatus().equals("True"));
    }

    private static String accepted(SLO slo) {
        return condition(slo, "Accepted").getMessage();
    }

    private GenericKubernetesResource await(String kind, String slo) {
        Optional<GenericKubernetesResource> found = Deadline.in(SOON).poll(() -> template(kind, slo));
        assertThat(found).as(kind + " of " + slo).isPresent();
        return found.orElseThrow();
    }

    private void await(String kind, String slo, GenericKubernetesResource wanted) {
        assertThat(Deadline.in(SOON).until(() -> template(kind, slo)
                        .map(GenericKubernetesResource::getAdditionalProperties)
                        .filter(wanted.getAdditionalProperties()::equals)
                        .isPresent()))
                .as(kind + " of " + slo + " is as it was made")
                .isTrue();
    }

    private Optional<GenericKubernetesResource> template(String kind, String slo) {
        return Optional.ofNullable(cluster.client()
                .genericKubernetesResources(KINDS.get(kind), kind)
                .withName("slo-" + slo)
                .get());
    }
}
