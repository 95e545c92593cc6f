package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deployments of services on a real API server, over restarts of the operator. */
@ExtendWith(LocalCluster.class)
class DeploymentsIT {
    private static final Duration QUIET = Duration.ofSeconds(12);
    private static final String METRIC = "signalbox_deployment_timestamp_seconds";

    private OperatedStack stack;
    private OperatorRights rights;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        stack = OperatedStack.of(namespace);
        rights = OperatorRights.withPipelines(namespace);
        stack.declare(stack.yamlWithoutBackends(), """
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: checkout, namespace: %s}
                spec: {selector: {matchLabels: {app: checkout}}}
                """);
        workload("checkout", "shop/checkout:1");
        workload("cart", "shop/cart:1");
    }

    @AfterEach
    void stop() {
        stack.close();
        rights.close();
    }

    @Test
    void otherImagesAreADeploymentAndARestartInventsNone() throws InterruptedException {
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            Thread.sleep(QUIET);
            assertThat(images()).as("what was there is no deployment").isEmpty();

            image("cart", "shop/cart:2");
            scale("checkout", 2);
            image("checkout", "shop/checkout:2");
            await(List.of(List.of("shop/checkout:2")));
            image("checkout", "shop/checkout:1");
            await(List.of(List.of("shop/checkout:1"), List.of("shop/checkout:2")));

            assertThat(operator.metric(METRIC, "shop/checkout:1")).isEqualTo((double)
                    Instant.parse(deployments().getFirst().time()).getEpochSecond());
        }
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            Thread.sleep(QUIET);
            assertThat(images()).containsExactly(List.of("shop/checkout:1"), List.of("shop/checkout:2"));
            assertThat(operator.metric(METRIC, "shop/checkout:2")).isPositive();
        }
    }

    @Test
    void whatChangedWhileNobodyWatchedIsToldWhereTheApiServerDatesIt() throws InterruptedException {
        try (RunningOperator _ = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            Thread.sleep(QUIET);
            image("checkout", "shop/checkout:2");
            await(List.of(List.of("shop/checkout:2")));
        }
        Instant rolledOut = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        image("checkout", "shop/checkout:3");
        try (RunningOperator _ = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            Thread.sleep(QUIET);
            assertThat(images()).as("nobody knows when").containsExactly(List.of("shop/checkout:2"));
        }
        progressed("checkout", rolledOut);
        try (RunningOperator _ = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            await(List.of(List.of("shop/checkout:3"), List.of("shop/checkout:2")));
            assertThat(deployments().getFirst().time()).isEqualTo(rolledOut.toString());
        }
    }

    private void await(List<List<String>> images) {
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> images().equals(images)))
                .withFailMessage(() -> "deployments were " + images())
                .isTrue();
    }

    private List<List<String>> images() {
        return deployments().stream().map(WorkloadChange::images).toList();
    }

    private List<WorkloadChange> deployments() {
        return Optional.ofNullable(stack.service("checkout").getStatus())
                .map(ServiceObservabilityStatus::deployments)
                .orElse(List.of());
    }

    private void workload(String name, String image) {
        stack.client()
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(stack.namespace().name())
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .addToMatchLabels("app", name)
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", name)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("app")
                        .withImage(image)
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
    }

    private void image(String name, String image) {
        edit(name, deployment -> deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .setImage(image));
    }

    private void scale(String name, int replicas) {
        edit(name, deployment -> deployment.getSpec().setReplicas(replicas));
    }

    private void edit(String name, Consumer<Deployment> change) {
        stack.client()
                .apps()
                .deployments()
                .inNamespace(stack.namespace().name())
                .withName(name)
                .edit(deployment -> {
                    change.accept(deployment);
                    return deployment;
                });
    }

    /** As the controller of Deployments does, of which there is none here. */
    private void progressed(String name, Instant at) {
        stack.client()
                .apps()
                .deployments()
                .inNamespace(stack.namespace().name())
                .withName(name)
                .editStatus(deployment -> new DeploymentBuilder(deployment)
                        .editOrNewStatus()
                        .addNewCondition()
                        .withType("Progressing")
                        .withStatus("True")
                        .withReason("NewReplicaSetAvailable")
                        .withLastUpdateTime(at.toString())
                        .withLastTransitionTime(at.toString())
                        .endCondition()
                        .endStatus()
                        .build());
    }
}
