package dev.signalbox.freeze;

import static dev.signalbox.freeze.Budget.State.EXHAUSTED;
import static dev.signalbox.freeze.Budget.State.LEFT;
import static dev.signalbox.freeze.Budget.State.UNKNOWN;
import static dev.signalbox.freeze.FreezeSimulation.pods;
import static dev.signalbox.freeze.FreezeSimulation.policy;
import static dev.signalbox.freeze.FreezeSimulation.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.FreezeGateSpec;
import dev.signalbox.api.v1alpha1.FreezeGateSpec.Revision;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Exemption;
import dev.signalbox.model.policy.Rule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When gates are closed, what they let pass, and when they open. */
class FreezeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FreezeSimulation shop = new FreezeSimulation();

    @BeforeEach
    void exhaust() {
        shop.policies(policy("production", Enforcement.DENY));
        shop.budget("availability", EXHAUSTED, 4.4);
    }

    @Test
    void anExhaustedBudgetClosesTheGateAndSaysWhatToDo() {
        shop.pass(MINUTE);

        FreezeGateSpec gate = shop.closed();
        assertThat(gate.message())
                .isEqualTo(
                        "spec.template.spec: must be one that ran before the error budget of SLO availability was exhausted"
                                + " (4 % is left, since 2026-03-31T12:00:00Z), was another; roll back with kubectl rollout undo, or"
                                + " write why it can't wait into the annotation signalbox.dev/freeze-override"
                                + " (policy production, rule " + Rule.FREEZE.path() + ")");
        assertThat(gate.exemptUsers()).containsExactly("flagger");
        assertThat(shop.known("checkout")).containsExactly("shop:2", "shop:1");
    }

    @Test
    void itIsMovedOnAndWrittenOnceInHalfOfItsTime() {
        shop.pass(MINUTE.multipliedBy(60));

        assertThat(shop.holds()).isTrue();
        assertThat(shop.closed().since()).isEqualTo("2026-03-31T12:00:00Z");
        assertThat(shop.writes()).isBetween(58, 62);
    }

    @Test
    void withTheBudgetItOpensAtOnce() {
        shop.pass(MINUTE);
        shop.budget("availability", LEFT, 12.1);
        shop.pass(Duration.ZERO);

        assertThat(shop.gate()).isEmpty();
    }

    @Test
    void withoutTheOperatorItOpensByItselfAndAfterwardsItIsTheSameGate() {
        shop.pass(MINUTE);
        shop.passAlone(FreezeSimulation.HOLDS);
        assertThat(shop.holds()).isFalse();

        shop.pass(MINUTE);
        assertThat(shop.closed().since()).isEqualTo("2026-03-31T12:00:00Z");
        assertThat(shop.holds()).isTrue();
    }

    @Test
    void anIndicatorThatIsNotMeasuredLetsItLapse() {
        shop.pass(MINUTE);
        shop.passUnmeasured(Budget.STALE_AFTER);
        assertThat(shop.holds()).as("one round that fails is no reason to open").isTrue();

        shop.passUnmeasured(FreezeSimulation.HOLDS.plus(MINUTE));
        assertThat(shop.gate()).isEmpty();

        shop.pass(MINUTE);
        assertThat(shop.holds()).as("it is exhausted still").isTrue();
    }

    @Test
    void dataThatVanishesLetsItLapseAndNeverClosesAny() {
        shop.budget("latency", "cart", UNKNOWN, 0);
        shop.pass(MINUTE);
        shop.budget("availability", UNKNOWN, 0);
        shop.passUnmeasured(Duration.ofSeconds(30));
        assertThat(shop.closedServices()).containsExactly("checkout");

        shop.passUnmeasured(Budget.STALE_AFTER.plus(FreezeSimulation.HOLDS));
        assertThat(shop.closedServices()).isEmpty();
    }

    @Test
    void ofSeveralSlosTheWorstIsNamedAndTheLastOpens() {
        shop.budget("latency", EXHAUSTED, -20);
        shop.pass(MINUTE);
        assertThat(shop.closed().slo()).isEqualTo("latency");

        shop.budget("latency", LEFT, 50);
        shop.pass(MINUTE.multipliedBy(2));
        assertThat(shop.closed().slo()).isEqualTo("availability");

        shop.remove("availability");
        shop.pass(Duration.ZERO);
        assertThat(shop.gate()).isEmpty();
    }

    @Test
    void theSeverestPolicyWinsThenTheFirstByName() {
        shop.policies(policy("a", Enforcement.WARN), policy("c", Enforcement.DENY), policy("b", Enforcement.DENY));
        shop.pass(MINUTE);
        assertThat(shop.closed().policy()).isEqualTo("b");

        shop.policies(policy("a", Enforcement.WARN));
        shop.pass(Duration.ZERO);
        assertThat(shop.closed().policy()).isEqualTo("a");
        assertThat(shop.closed().enforcement()).isEqualTo(dev.signalbox.api.v1alpha1.Enforcement.WARN);
        assertThat(shop.closed().since()).isEqualTo("2026-03-31T12:00:00Z");

        shop.policies();
        shop.pass(Duration.ZERO);
        assertThat(shop.gate()).isEmpty();
    }

    @Test
    void tiersNamespacesAndExceptionsLetOff() {
        LabelSelection staging = new LabelSelection(Map.of("env", "staging"), List.of());
        shop.policies(policy("tiers", Enforcement.DENY, 2, 3), policy("staging", staging, Enforcement.DENY, List.of()));
        shop.pass(MINUTE);
        assertThat(shop.gate()).isEmpty();

        LocalDate lastDay = LocalDate.of(2026, 3, 31);
        shop.policies(policy(
                "production",
                LabelSelection.ALL,
                Enforcement.DENY,
                List.of(new Exemption("shop", Set.of(Rule.FREEZE), lastDay, "move"))));
        shop.pass(MINUTE);
        assertThat(shop.gate()).isEmpty();

        shop.passAlone(Duration.ofHours(12));
        shop.pass(MINUTE);
        assertThat(shop.closed().since()).startsWith("2026-04-01T00:");
    }

    @Test
    void whatRanIsKnownOnceAndWhatCameLaterIsNot() {
        shop.live(workload("checkout", 9, 9, 8, 7, 8, 6, 5, 4));
        shop.pass(MINUTE);
        shop.live(workload("checkout", 10, 9, 8), workload("worker", 3));
        shop.pass(MINUTE.multipliedBy(2));

        assertThat(shop.known("checkout")).containsExactly("shop:9", "shop:8", "shop:7", "shop:6", "shop:5");
        assertThat(shop.known("worker")).as("new, and to stay as it is").containsExactly("shop:3");

        shop.live();
        shop.pass(MINUTE.multipliedBy(2));
        assertThat(shop.known("checkout"))
                .as("who creates it again meets the gate")
                .hasSize(5);
    }

    @Test
    void aServiceWithoutWorkloadsHasNoGate() {
        shop.live();
        shop.pass(MINUTE);

        assertThat(shop.gate()).isEmpty();
    }

    @Test
    void theOldestOfLargeRevisionsAreKnownByTheirImages() {
        shop.live(
                new LiveWorkload("Deployment", "checkout", pods(3, 90_000), List.of(pods(2, 90_000), pods(1, 10))),
                new LiveWorkload("Deployment", "worker", pods(5, 10), List.of(pods(4, 90_000))));
        shop.pass(MINUTE);

        assertThat(shop.closed().workloads()).hasSize(2);
        assertThat(shop.closed().workloads().getFirst().revisions())
                .extracting(Revision::spec)
                .containsExactly(pods(3, 90_000), pods(2, 90_000), pods(1, 10));
        assertThat(shop.closed().workloads().getLast().revisions())
                .containsExactly(new Revision(List.of("shop:5"), pods(5, 10)), new Revision(List.of("shop:4"), null));
        assertThat(FreezeVerdictsTest.closed(shop).message())
                .endsWith("; 1 of the known revisions are known by their images alone");
    }
}
