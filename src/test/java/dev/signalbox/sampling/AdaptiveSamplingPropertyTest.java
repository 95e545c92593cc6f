package dev.signalbox.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.sampling.Measurements.OfService;
import dev.signalbox.sampling.PolicyDecision.BudgetAccount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is measured, in whatever order: percentages stay in their bounds, and still inputs come to rest. */
class AdaptiveSamplingPropertyTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void percentagesStayInTheirBounds(int seed) {
        Random random = new Random(seed);
        PolicyTargets targets = targets(random);
        Decisions before = Decisions.NONE;
        for (int step = 1; step <= 20; step++) {
            Measurements measured = measured(targets, random);
            Decisions after = AdaptiveSampling.decide(before, List.of(targets), measured, minute(step));
            PolicyDecision decision = after.policies().get(Policies.NAME);
            for (ServiceKey service : targets.tiers().keySet()) {
                Optional<ServiceDecision> previous = Optional.ofNullable(
                                before.policies().get(Policies.NAME))
                        .map(policy -> policy.services().get(service));
                bounded(decision.services().get(service), previous, targets);
            }
            decision.budget().ifPresent(account -> withinBudget(account, decision));
            before = after;
        }
    }

    private static void bounded(ServiceDecision now, Optional<ServiceDecision> previous, PolicyTargets targets) {
        assertThat(now.percent()).isPositive().isLessThanOrEqualTo(targets.boostedPercent());
        if (now.boosted().isEmpty() && now.reason() != Reason.STALE_INPUTS) {
            assertThat(now.percent()).isLessThanOrEqualTo(targets.baselinePercent());
            double floor = now.load()
                    .filter(load -> load.newTraces() > 0)
                    .map(load -> 100 / 60.0 / load.newTraces() * Math.sqrt(2))
                    .orElse(0.0);
            previous.ifPresent(before ->
                    assertThat(now.percent()).isLessThanOrEqualTo(Math.max(before.percent() * 1.501, floor * 1.001)));
        }
    }

    private static void withinBudget(BudgetAccount account, PolicyDecision decision) {
        boolean allMeasured =
                decision.services().values().stream().noneMatch(service -> service.reason() == Reason.STALE_INPUTS);
        if (!account.infeasible() && allMeasured) {
            assertThat(account.expected()).isLessThanOrEqualTo(account.budget() * 1.1);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void orderMeansNothing(int seed) {
        Random random = new Random(seed);
        PolicyTargets one = targets(random);
        PolicyTargets other = renamed(targets(random), "other");
        Map<ServiceKey, OfService> services =
                new HashMap<>(measured(one, random).services());
        services.putAll(measured(other, random).services());

        Decisions first = twice(List.of(one, other), new Measurements(services, Map.of()));
        List<ServiceKey> keys = new ArrayList<>(services.keySet());
        Collections.shuffle(keys, random);
        Map<ServiceKey, OfService> shuffled = new LinkedHashMap<>();
        keys.forEach(key -> shuffled.put(key, services.get(key)));
        Decisions second = twice(List.of(other, one), new Measurements(shuffled, Map.of()));

        assertThat(second).isEqualTo(first);
    }

    private static Decisions twice(List<PolicyTargets> policies, Measurements measured) {
        Decisions once = AdaptiveSampling.decide(Decisions.NONE, policies, measured, minute(1));
        return AdaptiveSampling.decide(once, policies, measured, minute(2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stillInputsComeToRest(int seed) {
        Random random = new Random(seed);
        PolicyTargets targets = targets(random);
        Measurements measured = measured(targets, random);
        Decisions decisions = Decisions.NONE;
        int changes = 0;
        for (int step = 1; step <= 90; step++) {
            decisions = AdaptiveSampling.decide(decisions, List.of(targets), withoutKept(measured), minute(step));
            changes += step > 40 ? decisions.changes().size() : 0;
        }
        assertThat(changes).isZero();
        for (PolicyDecision decision : decisions.policies().values()) {
            decision.budget().ifPresent(account -> filled(account, decision, targets));
        }
    }

    /** What a budget allows is used, but for the tolerance, unless nobody wants it. */
    private static void filled(BudgetAccount account, PolicyDecision decision, PolicyTargets targets) {
        boolean cut = decision.services().values().stream().anyMatch(service -> service.reason() == Reason.BUDGET);
        boolean onlyBudget = targets.policy().tail().maxSpansPerSecond().isEmpty();
        if (cut && onlyBudget && !account.infeasible()) {
            assertThat(account.expected()).isBetween(account.budget() * 0.9, account.budget() * 1.1);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void moreBudgetNeverMeansFewerSpansButForTheTolerance(int seed) {
        Random random = new Random(seed);
        PolicyTargets targets = targets(random);
        Measurements measured = measured(targets, random);
        double before = 0;
        for (int budget = 10; budget < 1_000_000; budget *= 3) {
            PolicyTargets richer = new PolicyTargets(Policies.budget(budget), targets.stackBaseline(), targets.tiers());
            double expected = AdaptiveSampling.decide(Decisions.NONE, List.of(richer), measured, minute(1))
                    .policies()
                    .get(Policies.NAME)
                    .budget()
                    .orElseThrow()
                    .expected();
            assertThat(expected).isGreaterThanOrEqualTo(before * 0.94);
            before = expected;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void moreTrafficNeverMeansAHigherPercentage(int seed) {
        Random random = new Random(seed);
        PolicyTargets targets = new PolicyTargets(
                Policies.budget(10 + random.nextInt(500)),
                BigDecimal.TEN,
                targets(random).tiers());
        Measurements measured = calm(measured(targets, random));
        ServiceKey busy = targets.tiers().firstKey();
        double before = 100;
        for (double spans = 10; spans < 1_000_000; spans *= 4) {
            Map<ServiceKey, OfService> services = new HashMap<>(measured.services());
            services.put(busy, service(spans, 0, 0));
            double percent = AdaptiveSampling.decide(
                            Decisions.NONE, List.of(targets), new Measurements(services, Map.of()), minute(1))
                    .policies()
                    .get(Policies.NAME)
                    .services()
                    .get(busy)
                    .percent();
            assertThat(percent).isLessThanOrEqualTo(before * 1.0001);
            before = percent;
        }
    }

    private static Instant minute(int step) {
        return START.plusSeconds(60L * step);
    }

    private static PolicyTargets targets(Random random) {
        Map<ServiceKey, Optional<Integer>> tiers = new TreeMap<>();
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            tiers.put(
                    new ServiceKey("shop", "s" + i),
                    random.nextInt(5) == 0 ? Optional.empty() : Optional.of(1 + random.nextInt(4)));
        }
        TraceSampling policy = random.nextInt(4) == 0
                ? Policies.unlimited()
                : Policies.budget((int) Math.pow(10, 1 + 4 * random.nextDouble()));
        return new PolicyTargets(Policies.baseline(policy, 0.01 + 50 * random.nextDouble()), BigDecimal.TEN, tiers);
    }

    private static PolicyTargets renamed(PolicyTargets targets, String name) {
        TraceSampling policy = targets.policy();
        Map<ServiceKey, Optional<Integer>> tiers = new TreeMap<>();
        targets.tiers().forEach((key, tier) -> tiers.put(new ServiceKey(name, key.service()), tier));
        return new PolicyTargets(
                new TraceSampling(
                        new ResourceName(name, name),
                        policy.services(),
                        policy.head(),
                        policy.tail(),
                        policy.adaptive(),
                        policy.dryRun()),
                targets.stackBaseline(),
                tiers);
    }

    /** Some services are not measured, some long ago, some in trouble, some idle. */
    private static Measurements measured(PolicyTargets targets, Random random) {
        Map<ServiceKey, OfService> services = new HashMap<>();
        for (ServiceKey service : targets.tiers().keySet()) {
            int kind = random.nextInt(20);
            double spans = kind == 0 ? 0 : Math.pow(10, -1 + 6 * random.nextDouble());
            double errors = random.nextInt(6) == 0 ? 0.3 * random.nextDouble() : 0;
            switch (kind) {
                case 1 -> {} // not measured
                case 2 -> services.put(service, OfService.UNKNOWN);
                case 3 -> services.put(service, old(service(spans, spans / 10, errors)));
                default -> services.put(service, service(spans, spans / (1 + random.nextInt(50)), errors));
            }
        }
        return new Measurements(services, Map.of());
    }

    private static OfService service(double spans, double traces, double errors) {
        return new OfService(
                Optional.of(Reading.now(spans)),
                Optional.of(Reading.now(spans * errors + spans * 0.05)),
                Optional.of(Reading.now(spans * errors)),
                Optional.of(Reading.now(traces)),
                Windows.now(100 * errors, 100 * errors));
    }

    private static OfService old(OfService service) {
        return new OfService(
                service.received().map(reading -> new Reading(reading.value(), Duration.ofMinutes(6))),
                service.kept(),
                service.keptByKeep(),
                service.newTraces(),
                service.errorPercent());
    }

    /** So that nothing is learned from it. */
    private static Measurements withoutKept(Measurements measured) {
        Map<ServiceKey, OfService> services = new HashMap<>();
        measured.services()
                .forEach((key, service) -> services.put(
                        key,
                        new OfService(
                                service.received(),
                                Optional.empty(),
                                service.keptByKeep(),
                                service.newTraces(),
                                service.errorPercent())));
        return new Measurements(services, measured.burnRates());
    }

    private static Measurements calm(Measurements measured) {
        Map<ServiceKey, OfService> services = new HashMap<>();
        measured.services()
                .forEach((key, service) -> services.put(
                        key,
                        new OfService(
                                service.received(),
                                service.kept(),
                                service.keptByKeep(),
                                service.newTraces(),
                                Windows.now(0, 0))));
        return new Measurements(services, Map.of());
    }
}
