package dev.signalbox.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.status.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an SLO says of the gate. */
class FreezeVerdictsTest {
    private final FreezeSimulation shop = new FreezeSimulation();

    /** Of the SLO availability. */
    static Verdict closed(FreezeSimulation shop) {
        return verdict(shop, Budget.State.EXHAUSTED);
    }

    private static Verdict verdict(FreezeSimulation shop, Budget.State state) {
        Budget budget = new Budget(
                new ResourceName("shop", "availability"),
                new ResourceName("shop", "checkout"),
                Optional.of(1),
                state,
                Optional.of(BigDecimal.ONE),
                Optional.of(shop.now()));
        return FreezeVerdicts.of(budget, shop.closures().stream().findFirst(), shop.gate());
    }

    @Test
    void aClosedGateIsTrueAndSaysWhatPasses() {
        shop.policies(FreezeSimulation.policy("production", Enforcement.DENY));
        shop.budget("availability", Budget.State.EXHAUSTED, 1);
        shop.pass(Duration.ofMinutes(1));

        assertThat(closed(shop))
                .isEqualTo(
                        new Verdict(
                                Verdict.Type.FROZEN,
                                Verdict.Truth.TRUE,
                                "FreezeClosed",
                                "other pods for Deployment checkout are refused since 2026-03-31T12:00:00Z, as policy production says;"
                                        + " what they ran before passes, and so does what has the annotation signalbox.dev/freeze-override"));
    }

    @Test
    void itDoesNotChangeWhileTheGateIsMovedOn() {
        shop.policies(FreezeSimulation.policy("production", Enforcement.DENY));
        shop.budget("availability", Budget.State.EXHAUSTED, 1);
        shop.pass(Duration.ofMinutes(1));
        Verdict first = closed(shop);
        shop.budget("availability", Budget.State.EXHAUSTED, -7);
        shop.pass(Duration.ofMinutes(30));

        assertThat(closed(shop)).isEqualTo(first);
    }

    @Test
    void anOpenOneSaysWhy() {
        assertOpen(Budget.State.LEFT, "the error budget is not exhausted");
        assertOpen(Budget.State.UNKNOWN, "nobody knows how much of the error budget is left");
        assertOpen(Budget.State.EXHAUSTED, "no ObservabilityPolicy with freeze is for the service");
        shop.policies(FreezeSimulation.policy("production", Enforcement.DENY));
        shop.budget("availability", Budget.State.EXHAUSTED, 1);
        shop.live();
        shop.pass(Duration.ofMinutes(1));
        assertOpen(
                Budget.State.EXHAUSTED,
                "the service selects pods of no Deployment, StatefulSet or Rollout that could be read");
        shop.passUnmeasured(Budget.STALE_AFTER);
        assertOpen(Budget.State.EXHAUSTED, "the indicator is not measured any more");
    }

    private void assertOpen(Budget.State state, String why) {
        assertThat(verdict(shop, state))
                .isEqualTo(new Verdict(Verdict.Type.FROZEN, Verdict.Truth.FALSE, "FreezeOpened", why));
    }
}
