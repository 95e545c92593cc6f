package dev.signalbox.operator;

import static dev.signalbox.operator.OperatedNamespace.conditions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.freeze.FreezeAdmission;
import dev.signalbox.testing.AuditLog;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.RunningOperator;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From requests that a real Prometheus counts to a deployment that a real API server refuses, with the packaged operator. */
@ExtendWith(LocalCluster.class)
class FreezeIT {
    private static final String METRIC = "signalbox_freeze_closed";

    private LocalCluster.Namespace namespace;
    private FrozenShop shop;

    @BeforeEach
    void open(LocalCluster.Namespace namespace) throws IOException {
        this.namespace = namespace;
        shop = new FrozenShop(namespace);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void anExhaustedBudgetHoldsDeploymentsBackUntilItIsBack() {
        shop.policy("freeze: {whenBudgetExhausted: Deny, tiers: [1]}");
        try (RunningOperator operator = shop.operator()) {
            shop.exhaust();

            assertThat(shop.awaitDeployable(false))
                    .contains("denied request: spec.template.spec: must be one that ran before the error budget of SLO"
                            + " availability was exhausted (4 % is left, since 20")
                    .contains("roll back with kubectl rollout undo")
                    .contains("the annotation signalbox.dev/freeze-override (policy " + namespace.name());
            awaitCondition("Frozen=True/FreezeClosed");
            shop.awaitEvent("Warning FreezeClosed");
            assertThat(operator.metric(METRIC, "slo=\"availability\"")).isEqualTo(1);

            assertThat(shop.kubectl("scale", "deployment/checkout", "--replicas=3")
                            .output())
                    .contains("scaled");
            assertThat(shop.kubectl("rollout", "restart", "deployment/checkout").output())
                    .contains("restarted");
            assertThat(shop.kubectl("rollout", "undo", "deployment/checkout").output())
                    .contains("rolled back");
            assertThat(shop.image()).isEqualTo("shop/checkout:1");
            assertThat(shop.setImage("shop/checkout:3").output()).contains("denied request");

            shop.kubectl("annotate", "deployment/checkout", "signalbox.dev/freeze-override=the fix for INC-7");
            assertThat(shop.setImage("shop/checkout:3").output()).contains("image updated");
            assertThat(audited("/override")).isEqualTo("the fix for INC-7");
            shop.kubectl("annotate", "deployment/checkout", "signalbox.dev/freeze-override-");

            shop.recover();
            shop.awaitDeployable(true);
            awaitCondition("Frozen=False/FreezeOpened");
            assertThat(shop.gate()).isEmpty();
            shop.awaitEvent("Normal FreezeOpened");
            assertThat(operator.metric(METRIC, "slo=\"availability\"")).isZero();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void withoutTheOperatorTheGateOpensByItselfAndWhatIsHeldBackCanBeDeleted() {
        shop.policy("freeze: {whenBudgetExhausted: Deny}");
        try (RunningOperator operator = shop.operator()) {
            shop.exhaust();
            shop.awaitDeployable(false);
            operator.kill();
        }

        shop.awaitDeployable(true);
        assertThat(shop.gate()).as("it is there, and over").isPresent();
        assertThat(shop.setImage("shop/checkout:3").output()).contains("image updated");
        assertThat(audited("/opened-by-itself")).startsWith("the gate was to stay closed until 20");

        try (RunningOperator operator = shop.operator()) {
            shop.awaitDeployable(false);
            assertThat(operator.alive()).isTrue();
            assertThat(shop.kubectl("delete", "deployment/checkout").output()).contains("deleted");
        }
    }

    @Test
    void nothingIsOnByDefaultAndAWarningWarns() {
        shop.policy("require: {fields: [team]}");
        try (RunningOperator operator = shop.operator()) {
            shop.exhaust();
            awaitCondition("Frozen=False/FreezeOpened");
            assertThat(shop.bindings()).isEmpty();
            assertThat(shop.gate()).isEmpty();

            shop.policy("freeze: {}");
            assertThat(Deadline.in(FrozenShop.ROUNDS)
                            .until(() -> shop.setImage("shop/checkout:tried", "--dry-run=server")
                                    .output()
                                    .contains("Warning: Validation failed for ValidatingAdmissionPolicy")))
                    .isTrue();
            assertThat(shop.setImage("shop/checkout:3").output()).contains("image updated");

            shop.policy("require: {fields: [team]}");
            assertThat(Deadline.in(FrozenShop.ROUNDS)
                            .until(() -> shop.bindings().isEmpty()))
                    .isTrue();
            assertThat(Deadline.in(FrozenShop.ROUNDS).until(() -> shop.gate().isEmpty()))
                    .isTrue();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    private void awaitCondition(String condition) {
        Deadline.in(FrozenShop.ROUNDS)
                .until(() -> conditions(shop.cluster().slo("availability")).contains(condition));
        assertThat(conditions(shop.cluster().slo("availability"))).contains(condition);
    }

    private String audited(String key) {
        String annotation = FreezeAdmission.NAME + key;
        return AuditLog.of(namespace.controlPlane())
                .await(namespace.name(), "checkout", noted -> noted.containsKey(annotation))
                .get(annotation);
    }
}
