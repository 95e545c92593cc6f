package dev.signalbox.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.pipeline.TraceSampling.Head;
import dev.signalbox.sampling.AdaptiveSampling.State;
import dev.signalbox.sampling.Decisions.Change;
import dev.signalbox.sampling.Measurements.OfService;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Single steps. */
class AdaptiveSamplingTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final ServiceKey CHECKOUT = new ServiceKey("shop", "checkout");
    private static final ServiceKey CART = new ServiceKey("shop", "cart");
    private static final ResourceName SLO = new ResourceName("shop", "checkout-availability");
    private static final TraceSampling BY_BURN_RATE = Policies.of(
            new Head(BigDecimal.valueOf(20), true),
            Optional.empty(),
            Optional.of(new TraceSampling.Trouble.BurnRate("checkout-availability", new BigDecimal("14.4"))));

    @Test
    void withoutAdaptationAPolicySaysAllThereIs() {
        TraceSampling plain = new TraceSampling(
                Policies.NAME, BY_BURN_RATE.services(), Head.ALL, BY_BURN_RATE.tail(), Optional.empty(), false);

        Decisions first = step(Decisions.NONE, plain, errors(50), 1);

        assertThat(first.changes())
                .containsExactly(
                        new Change(Policies.NAME, CART, Optional.empty(), 10, Reason.BASELINE),
                        new Change(Policies.NAME, CHECKOUT, Optional.empty(), 10, Reason.BASELINE));
        assertThat(step(first, plain, Measurements.NONE, 2).changes()).isEmpty();
    }

    @Test
    void aBurnRateCountsForAllServicesOfThePolicyAndForTheirHeads() {
        Decisions calm = step(Decisions.NONE, BY_BURN_RATE, burning(20, 14), 1);
        Decisions burning = step(calm, BY_BURN_RATE, burning(20, 15), 2);

        assertThat(of(calm, CART).percent()).isEqualTo(10);
        assertThat(of(calm, CART).headPercent()).isEqualTo(20);
        assertThat(burning.changes())
                .extracting(Change::reason, Change::to)
                .containsOnly(tuple(Reason.BURN_RATE, 100.0))
                .hasSize(2);
        assertThat(of(burning, CART).headPercent()).isEqualTo(100);
        assertThat(of(burning, CART).state()).isEqualTo(State.BOOSTED);
    }

    @Test
    void whileTroubleIsNotKnownABoostStaysBeyondItsCooldown() {
        Decisions boosted = step(Decisions.NONE, Policies.unlimited(), errors(50), 1);
        Decisions unknown = boosted;
        for (int minute = 2; minute < 30; minute++) {
            unknown = step(unknown, Policies.unlimited(), Measurements.NONE, minute);
        }
        Decisions known = step(unknown, Policies.unlimited(), errors(0), 30);

        assertThat(of(unknown, CHECKOUT).percent()).isEqualTo(100);
        assertThat(of(unknown, CHECKOUT).state()).isEqualTo(State.HELD);
        assertThat(of(known, CHECKOUT).percent()).isEqualTo(10);
        assertThat(of(known, CHECKOUT).reason()).isEqualTo(Reason.BASELINE);
    }

    @Test
    void whatIsOldIsNotKnown() {
        Reading old = new Reading(50, Duration.ofMinutes(6));
        OfService before = errors(50).of(CHECKOUT);
        Measurements measured = new Measurements(
                Map.of(
                        CHECKOUT,
                        new OfService(
                                before.received(),
                                before.kept(),
                                before.keptByKeep(),
                                before.newTraces(),
                                new Windows(Optional.of(old), Optional.of(Reading.now(50))))),
                Map.of());

        Decisions decisions = step(Decisions.NONE, Policies.unlimited(), measured, 1);

        assertThat(of(decisions, CHECKOUT).reason()).isEqualTo(Reason.STALE_INPUTS);
        assertThat(of(decisions, CHECKOUT).percent()).isEqualTo(10);
    }

    @Test
    void aHigherBaselineIsReachedInStepsAndALowerOneAtOnce() {
        Decisions decisions = step(Decisions.NONE, Policies.unlimited(), errors(0), 1);
        TraceSampling higher = Policies.baseline(Policies.unlimited(), 40);
        double before = 10;
        int steps = 0;
        for (int minute = 2; of(decisions, CART).percent() < 40 && minute < 20; minute++, steps++) {
            decisions = step(decisions, higher, errors(0), minute);
            assertThat(of(decisions, CART).percent()).isGreaterThan(before).isLessThanOrEqualTo(before * 1.5);
            before = of(decisions, CART).percent();
        }
        assertThat(steps).isEqualTo(5);
        assertThat(of(decisions, CART).reason()).isEqualTo(Reason.BASELINE);

        Decisions lower = step(decisions, Policies.baseline(higher, 3), errors(0), 21);

        assertThat(of(lower, CART).percent()).isEqualTo(3);
    }

    @Test
    void aServiceThatIsNoLongerMeasuredKeepsItsPartOfTheBudgetForAWhile() {
        TraceSampling policy = Policies.budget(100);
        Decisions decisions = step(Decisions.NONE, policy, kept(Decisions.NONE), 1);
        double alone = of(decisions, CART).percent();
        Measurements onlyCart =
                new Measurements(Map.of(CART, unobserved(errors(0).of(CART))), Map.of());
        for (int minute = 2; minute <= 16; minute++) {
            decisions = step(decisions, policy, onlyCart, minute);
        }
        assertThat(of(decisions, CART).percent()).isEqualTo(alone);
        for (int minute = 17; minute <= 20; minute++) {
            decisions = step(decisions, policy, onlyCart, minute);
        }
        assertThat(of(decisions, CART).percent()).isGreaterThan(alone * 1.4);
    }

    @Test
    void nothingIsLearnedFromADryRunWhichKeepsEverything() {
        TraceSampling policy = Policies.budget(100);
        TraceSampling dryRun = new TraceSampling(
                policy.resource(), policy.services(), policy.head(), policy.tail(), policy.adaptive(), true);
        Decisions wet = Decisions.NONE;
        Decisions dry = Decisions.NONE;
        for (int minute = 1; minute < 30; minute++) {
            wet = step(wet, policy, errors(0), minute);
            dry = step(dry, dryRun, errors(0), minute);
        }
        assertThat(dry.policies().get(Policies.NAME).yield()).isEqualTo(1);
        assertThat(wet.policies().get(Policies.NAME).yield())
                .as("all 2,000 are kept")
                .isGreaterThan(5);
    }

    @Test
    void aRestartedOperatorGoesOnWhereItsStatusEnds() {
        ServiceDecision resumed =
                ServiceDecision.resumed(100, 100, State.BOOSTED, Reason.COOLDOWN, START.minusSeconds(240), true);
        Decisions before = new Decisions(
                new TreeMap<>(Map.of(Policies.NAME, PolicyDecision.resumed(new TreeMap<>(Map.of(CHECKOUT, resumed))))),
                List.of());

        assertThat(of(step(before, Policies.unlimited(), errors(0), 1), CHECKOUT)
                        .percent())
                .isEqualTo(100);
        assertThat(of(step(before, Policies.unlimited(), errors(0), 7), CHECKOUT)
                        .percent())
                .isEqualTo(10);
    }

    @Test
    void aRestartChangesNoPercentageThatABudgetMade() {
        Decisions before = Decisions.NONE;
        for (int minute = 1; minute < 40; minute++) {
            before = step(before, Policies.budget(50), kept(before), minute);
        }
        SortedMap<ServiceKey, ServiceDecision> status = new TreeMap<>();
        before.policies()
                .get(Policies.NAME)
                .services()
                .forEach((service, decision) -> status.put(
                        service,
                        ServiceDecision.resumed(
                                decision.percent(),
                                100,
                                decision.state(),
                                decision.reason(),
                                decision.since(),
                                false)));
        Decisions restarted =
                new Decisions(new TreeMap<>(Map.of(Policies.NAME, PolicyDecision.resumed(status))), List.of());

        assertThat(before.policies().get(Policies.NAME).yield()).isCloseTo(0.5, within(0.01));
        assertThat(step(restarted, Policies.budget(50), kept(before), 41).changes())
                .isEmpty();
    }

    /** Only every other span is in a trace that begins in a service of the policy. */
    private static Measurements kept(Decisions decisions) {
        Map<ServiceKey, OfService> services = new TreeMap<>();
        for (ServiceKey service : List.of(CHECKOUT, CART)) {
            double percent =
                    decisions.policies().isEmpty() ? 10 : of(decisions, service).percent();
            services.put(
                    service,
                    new OfService(
                            Optional.of(Reading.now(1000)),
                            Optional.of(Reading.now(1000 * percent / 100 / 2)),
                            Optional.of(Reading.now(0)),
                            Optional.of(Reading.now(100)),
                            Windows.now(0, 0)));
        }
        return new Measurements(services, Map.of());
    }

    @Test
    void nextToNothingIsLeftWhereKeepTakesAllAndNoTraceBegins() {
        OfService kept = new OfService(
                Optional.of(Reading.now(1000)),
                Optional.empty(),
                Optional.of(Reading.now(300)),
                Optional.empty(),
                Windows.now(0, 0));
        Decisions decisions = step(
                Decisions.NONE,
                Policies.budget(100),
                new Measurements(Map.of(CHECKOUT, kept, CART, kept), Map.of()),
                1);

        assertThat(of(decisions, CART).percent()).isPositive().isLessThan(1e-5);
        assertThat(of(decisions, CART).reason()).isEqualTo(Reason.BUDGET_INFEASIBLE);
    }

    @Test
    void whatAUserWantsNothingOfStaysNothing() {
        TraceSampling none = Policies.baseline(Policies.budget(100), 0);

        Decisions decisions = step(step(Decisions.NONE, none, errors(0), 1), none, errors(50), 2);

        assertThat(of(decisions, CART).percent()).isZero();
        assertThat(of(decisions, CHECKOUT).percent()).isZero();
    }

    private static Decisions step(Decisions before, TraceSampling policy, Measurements measured, int minute) {
        PolicyTargets targets =
                new PolicyTargets(policy, BigDecimal.TEN, Map.of(CHECKOUT, Optional.of(1), CART, Optional.of(1)));
        return AdaptiveSampling.decide(before, List.of(targets), measured, START.plusSeconds(60L * minute));
    }

    private static ServiceDecision of(Decisions decisions, ServiceKey service) {
        return decisions.policies().get(Policies.NAME).services().get(service);
    }

    /** Checkout fails, cart does not; 1,000 spans a second each, all of them kept. */
    private static Measurements errors(double percent) {
        return new Measurements(Map.of(CHECKOUT, service(percent), CART, service(0)), Map.of());
    }

    private static OfService service(double errorPercent) {
        return new OfService(
                Optional.of(Reading.now(1000)),
                Optional.of(Reading.now(1000)),
                Optional.of(Reading.now(0)),
                Optional.of(Reading.now(100)),
                Windows.now(errorPercent, errorPercent));
    }

    /** What is kept of it is not known, so that nothing is learned from it. */
    private static OfService unobserved(OfService service) {
        return new OfService(
                service.received(),
                Optional.empty(),
                service.keptByKeep(),
                service.newTraces(),
                service.errorPercent());
    }

    private static Measurements burning(double shortWindow, double longWindow) {
        return new Measurements(Map.of(), Map.of(SLO, Windows.now(shortWindow, longWindow)));
    }
}
