package dev.signalbox.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.v1alpha1.FreezeGate;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.testing.AuditLog;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.ProgramRun;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real API server makes of the policy and of a gate; no operator is there. */
@ExtendWith(LocalCluster.class)
class FreezeAdmissionIT {
    private final String later = Instant.now().plusSeconds(3600).toString().substring(0, 19) + "Z";
    private static final String OVERRIDE = FreezeAdmission.NAME + "/override";
    private static final String OPENED = FreezeAdmission.NAME + "/opened-by-itself";

    private LocalCluster.Namespace namespace;
    private FrozenWorkloads frozen;

    @BeforeEach
    void close(LocalCluster.Namespace namespace) {
        this.namespace = namespace;
        CustomResourceDefinitions.install(namespace.client(), CustomResourceDefinitions.ofSignalbox(), "test");
        frozen = new FrozenWorkloads(namespace);
        frozen.deploy("checkout", "shop/checkout:1");
        frozen.image("checkout", "shop/checkout:2");
        frozen.close(Enforcement.DENY, later, "shop/checkout:1", "shop/checkout:2");
    }

    @AfterEach
    void open() {
        frozen.close();
    }

    @Test
    void otherPodsAreRefusedAndTheMessageIsThatOfTheGate() {
        assertRefused(
                () -> frozen.image("checkout", "shop/checkout:3"),
                "with binding 'signalbox-freeze-" + namespace.name() + "' denied request: the budget is gone");
        assertRefused(
                () -> frozen.edit(
                        "checkout",
                        deployment ->
                                deployment.getSpec().getTemplate().getSpec().setServiceAccountName("another")),
                "the budget is gone");
    }

    @Test
    void whatDoesNotChangePodsPasses() {
        frozen.edit("checkout", deployment -> deployment.getSpec().setReplicas(7));
        namespace.client().apps().deployments().withName("checkout").scale(3);
        frozen.edit(
                "checkout", deployment -> deployment.getMetadata().getLabels().put("any", "label"));
        assertThat(kubectl("rollout", "restart", "deployment/checkout").output())
                .contains("restarted");

        assertThat(frozen.get("checkout").getSpec().getReplicas()).isEqualTo(3);
    }

    @Test
    void aRollbackPassesAndTheWayForwardIsKnownAsWell() {
        frozen.image("checkout", "shop/checkout:1");
        frozen.image("checkout", "shop/checkout:2");
        assertRefused(
                () -> frozen.edit("checkout", deployment -> {
                    frozen.setImage(deployment, "shop/checkout:1");
                    deployment.getSpec().getTemplate().getSpec().setHostNetwork(true);
                }),
                "the budget is gone");
    }

    @Test
    void anotherWorkloadIsNotHeldBack() {
        frozen.deploy("cart", "shop/cart:1");
        frozen.image("cart", "shop/cart:2");
    }

    @Test
    void aReasonPassesAndIsAudited() {
        frozen.override("checkout", "shop/checkout:3", "the fix for INC-7");

        assertThat(audited(OVERRIDE)).isEqualTo("the fix for INC-7");
        assertRefused(() -> frozen.override("checkout", "shop/checkout:4", ""), "the budget is gone");
    }

    @Test
    void anExemptUserPasses() {
        try (KubernetesClient controller = as("system:serviceaccount:flagger:flagger")) {
            controller.apps().deployments().withName("checkout").edit(deployment -> {
                frozen.setImage(deployment, "shop/checkout:3");
                return deployment;
            });
        }
    }

    @Test
    void theGateOpensByItselfAndSaysSo() {
        frozen.close(Enforcement.DENY, "2026-01-01T00:00:00Z", "shop/checkout:1", "shop/checkout:2");

        frozen.image("checkout", "shop/checkout:3");

        assertThat(audited(OPENED)).isEqualTo("the gate was to stay closed until 2026-01-01T00:00:00Z");
    }

    @Test
    void withoutAGateNothingIsHeldBack() {
        namespace.client().resources(FreezeGate.class).withName("checkout").delete();

        frozen.awaitOpen();
        frozen.image("checkout", "shop/checkout:3");
    }

    @Test
    void whoTakesTheTimesAwayIsRefusedAndWhoInventsOneIsAudited() {
        assertRefused(() -> put(List.of(new ManagedFieldsEntry())), "the budget is gone");
        assertRefused(() -> put(List.of()), "the budget is gone");
        List<ManagedFieldsEntry> invented = frozen.get("checkout").getMetadata().getManagedFields();
        invented.getFirst().setManager("nobody");
        invented.getFirst().setTime("9999-01-01T00:00:00Z");
        put(invented);

        assertThat(audited(OPENED)).contains(later);
        assertThat(frozen.get("checkout")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage())
                .isEqualTo("shop/checkout:9");
    }

    @Test
    void deletingAndCreatingIsNoWayAround() {
        namespace.client().apps().deployments().withName("checkout").delete();

        assertRefused(() -> frozen.deploy("checkout", "shop/checkout:3"), "the budget is gone");
        frozen.deploy("checkout", "shop/checkout:1");
    }

    @Test
    void whatIsBeingDeletedIsLeftAlone() {
        frozen.edit("checkout", deployment -> deployment.getMetadata().setFinalizers(List.of("example.com/wait")));
        namespace.client().apps().deployments().withName("checkout").delete();
        frozen.image("checkout", "shop/checkout:3");
        frozen.edit("checkout", deployment -> deployment.getMetadata().setFinalizers(List.of()));

        assertThat(frozen.get("checkout")).isNull();
    }

    @Test
    void revisionsThatAreKnownByTheirImagesPassWhateverElseIsChanged() {
        frozen.closeByImages(later, "shop/checkout:1");

        frozen.edit("checkout", deployment -> {
            frozen.setImage(deployment, "shop/checkout:1");
            deployment.getSpec().getTemplate().getSpec().setServiceAccountName("another");
        });
        assertRefused(() -> frozen.image("checkout", "shop/checkout:3"), "the budget is gone");
    }

    @Test
    void aWarningWarnsAndAnAuditIsSilent() {
        frozen.close(Enforcement.WARN, later, "shop/checkout:2");
        assertThat(kubectl("set", "image", "deployment/checkout", "app=shop/checkout:3")
                        .output())
                .contains("Warning: Validation failed for ValidatingAdmissionPolicy '" + FreezeAdmission.NAME + "'")
                .contains("the budget is gone")
                .contains("image updated");

        frozen.close(Enforcement.AUDIT, later, "shop/checkout:3");
        assertThat(kubectl("set", "image", "deployment/checkout", "app=shop/checkout:4")
                        .output())
                .doesNotContain("Warning")
                .contains("image updated");
        assertThat(audited("validation.policy.admission.k8s.io/validation_failure"))
                .contains("the budget is gone");
    }

    @Test
    void statefulSetsAreHeldBackAsWell() {
        HasMetadata set = frozen.statefulSet("ledger", "shop/ledger:1");
        assertThat(set.getMetadata().getUid()).isNotNull();
        frozen.freezeToo("StatefulSet", "ledger");

        assertThat(kubectl("set", "image", "statefulset/ledger", "app=shop/ledger:2")
                        .output())
                .contains("the budget is gone");
    }

    private void put(List<ManagedFieldsEntry> managed) {
        Deployment deployment = frozen.get("checkout");
        frozen.setImage(deployment, "shop/checkout:9");
        deployment.getMetadata().setManagedFields(managed);
        namespace.client().resource(deployment).update();
    }

    private String audited(String annotation) {
        return AuditLog.of(namespace.controlPlane())
                .await(namespace.name(), "checkout", noted -> noted.containsKey(annotation))
                .get(annotation);
    }

    private ProgramRun kubectl(String... arguments) {
        return Kubectl.run(namespace, arguments);
    }

    private KubernetesClient as(String user) {
        Config config = new ConfigBuilder(
                        Config.fromKubeconfig(namespace.kubeconfig().toFile()))
                .withNamespace(namespace.name())
                .withImpersonateUsername(user)
                .withImpersonateGroups("system:masters")
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static void assertRefused(ThrowingCallable write, String words) {
        assertThatThrownBy(write)
                .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> assertThat(refusal.getCode())
                        .isEqualTo(403))
                .hasMessageContaining(words);
    }
}
