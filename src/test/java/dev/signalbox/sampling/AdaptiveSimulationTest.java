package dev.signalbox.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.sampling.AdaptiveSampling.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop over hours of simulated traffic: does it settle, hold its budget, and leave in peace what is at peace. */
class AdaptiveSimulationTest {
    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void incidentBoostsWithinTwoLoopsAndEndsAfterTheCooldown() {
        SimulatedService checkout =
                SimulatedService.steady("checkout", 400).errors(minute -> minute >= 30 && minute < 45 ? 0.3 : 0.001);
        TrafficSimulation run =
                TrafficSimulation.of(Policies.unlimited(), List.of(checkout, SimulatedService.steady("cart", 400)));

        run.run(80);

        assertThat(run.percent(29, "checkout")).isEqualTo(10);
        assertThat(run.percent(31, "checkout")).isEqualTo(100);
        assertThat(run.decision(31, "checkout").state()).isEqualTo(State.BOOSTED);
        assertThat(run.decision(31, "checkout").reason()).isEqualTo(Reason.ERROR_RATE);
        assertThat(run.decision(48, "checkout").reason()).isEqualTo(Reason.COOLDOWN);
        assertThat(run.percent(54, "checkout")).isEqualTo(100);
        assertThat(run.percent(58, "checkout")).isEqualTo(10);
        assertThat(run.decision(58, "checkout").reason()).isEqualTo(Reason.BASELINE);
        assertThat(run.changes(1, 80)).as("up once, down once").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 20, 200})
    void aBudgetIsHeldWithinTenPercentAndInPeace(int count) {
        List<SimulatedService> services = various(count, 7);
        double received = services.stream()
                .mapToDouble(service -> service.spansPerSecond().applyAsDouble(0))
                .sum();
        int budget = (int) (received * 0.06); // the baseline wants 10 %
        TrafficSimulation run = TrafficSimulation.of(Policies.budget(budget), services);

        run.run(180);

        assertThat(run.most(6, 180, TrafficSimulation.Minute::kept)).isLessThan(budget * 1.1);
        assertThat(run.least(6, 180, TrafficSimulation.Minute::kept)).isGreaterThan(budget * 0.9);
        assertThat(run.changes(10, 180)).as("noise moves nothing for long").isLessThanOrEqualTo(count);
    }

    @Test
    void incidentUnderABudgetTakesFromTheOthers() {
        TrafficSimulation run = Incident.simulate();
        int begin = Incident.BEGIN;

        assertThat(run.percent(begin - 1, "checkout")).isEqualTo(10);
        assertThat(run.percent(begin + 1, "checkout")).as("within two loops").isEqualTo(100);
        assertThat(run.percent(begin + 1, "s3")).isLessThan(10).isGreaterThan(7);
        assertThat(run.most(begin + 4, Incident.MINUTES, TrafficSimulation.Minute::kept))
                .isLessThan(Incident.BUDGET * 1.1);
        assertThat(run.least(begin + 4, Incident.END, TrafficSimulation.Minute::kept))
                .isGreaterThan(Incident.BUDGET * 0.9);
        int over = Incident.END + Incident.COOLDOWN;
        assertThat(run.percent(over - 1, "checkout")).isEqualTo(100);
        assertThat(run.percent(over + 5, "checkout")).isEqualTo(10);
        assertThat(run.percent(over + 8, "s3")).isEqualTo(10);
        assertThat(run.changes(over + 8, Incident.MINUTES)).isZero();
        assertThat(run.changesOf("checkout")).as("up within two, down once").isLessThanOrEqualTo(3);
    }

    @Test
    void stepLoadIsFollowedDownAtOnceAndUpInSteps() {
        SimulatedService busy =
                SimulatedService.steady("busy", 0).spans(minute -> minute >= 30 && minute < 60 ? 20_000 : 1_000);
        TrafficSimulation run =
                TrafficSimulation.of(Policies.budget(500), List.of(busy, SimulatedService.steady("calm", 1_000)));

        run.run(120);

        assertThat(run.most(0, 30, TrafficSimulation.Minute::kept)).isLessThan(500 * 1.1);
        assertThat(run.most(35, 60, TrafficSimulation.Minute::kept)).isLessThan(500 * 1.1);
        assertThat(run.least(36, 60, TrafficSimulation.Minute::kept)).isGreaterThan(500 * 0.9);
        assertThat(run.percent(100, "busy")).isEqualTo(10);
        IntStream.range(61, 100).forEach(minute -> assertThat(run.percent(minute, "busy"))
                .isLessThanOrEqualTo(run.percent(minute - 1, "busy") * 1.5 + 1e-3)
                .isGreaterThanOrEqualTo(run.percent(minute - 1, "busy") * 0.999));
    }

    @Test
    void aFlappingTriggerBoostsOnceAndStays() {
        SimulatedService flapping =
                SimulatedService.steady("flapping", 300).errors(minute -> minute >= 20 && minute % 5 < 2 ? 0.2 : 0);
        TrafficSimulation run = TrafficSimulation.of(Policies.unlimited(), List.of(flapping));

        run.run(120);

        assertThat(run.changes(1, 120)).as("up, and no more").isEqualTo(1);
        assertThat(run.percent(119, "flapping")).isEqualTo(100);
    }

    @Test
    void onlyAShortSpikeIsNoTrouble() {
        SimulatedService spiky = SimulatedService.steady("spiky", 300).errors(minute -> minute == 20 ? 0.2 : 0);
        TrafficSimulation run = TrafficSimulation.of(Policies.unlimited(), List.of(spiky));

        run.run(40);

        assertThat(run.changes(1, 40)).isZero();
    }

    @Test
    void whatIsNotMeasuredStaysAndRecovers() {
        SimulatedService busy = SimulatedService.steady("busy", 0).spans(minute -> minute >= 30 ? 20_000 : 1_000);
        TrafficSimulation run = new TrafficSimulation(
                Policies.budget(150),
                List.of(busy, SimulatedService.steady("calm", 1_000)),
                0.02,
                3,
                minute -> minute >= 28 && minute < 50,
                1);

        run.run(80);

        assertThat(run.changes(28, 50)).isZero();
        assertThat(run.percent(45, "busy")).isEqualTo(run.percent(27, "busy"), EXACT);
        assertThat(run.decision(45, "busy").state()).isEqualTo(State.HELD);
        assertThat(run.decision(45, "busy").reason()).isEqualTo(Reason.STALE_INPUTS);
        assertThat(run.decision(51, "busy").reason()).isEqualTo(Reason.BUDGET);
        assertThat(run.most(54, 80, TrafficSimulation.Minute::kept)).isLessThan(150 * 1.1);
        assertThat(run.least(58, 80, TrafficSimulation.Minute::kept)).isGreaterThan(150 * 0.9);
    }

    @Test
    void keepIsNeverCutAndSaidToBeTooMuch() {
        List<SimulatedService> services = List.of(
                SimulatedService.steady("failing", 1_000).errors(minute -> minute >= 10 ? 0.6 : 0),
                SimulatedService.steady("calm", 1_000));
        TrafficSimulation run = TrafficSimulation.of(Policies.budget(300), services);

        List<TrafficSimulation.Minute> minutes = run.run(40);

        PolicyDecision decision = minutes.get(30).decisions().policies().get(Policies.NAME);
        assertThat(decision.budget().orElseThrow().infeasible()).isTrue();
        assertThat(run.decision(30, "calm").reason()).isEqualTo(Reason.BUDGET_INFEASIBLE);
        assertThat(minutes.get(30).keptByKeep()).isEqualTo(600, EXACT);
        // one trace a minute of each, 10 spans, and at most a rung more; of one 40 % are undecided
        assertThat(minutes.get(30).kept() - 600).isBetween(1.4 * 10 / 60 * 0.9, 1.4 * 10 / 60 * 1.5);
        assertThat(run.changes(20, 40)).isLessThanOrEqualTo(2);
    }

    @Test
    void aThousandServicesKeepTheBudgetAndATraceAMinuteEach() {
        List<SimulatedService> services = various(1_000, 11);
        int budget = 20_000;
        TrafficSimulation run = TrafficSimulation.of(Policies.budget(budget), services);

        List<TrafficSimulation.Minute> minutes = run.run(60);

        assertThat(run.most(5, 60, TrafficSimulation.Minute::kept)).isLessThan(budget * 1.1);
        assertThat(run.least(5, 60, TrafficSimulation.Minute::kept)).isGreaterThan(budget * 0.9);
        PolicyDecision last = minutes.get(59).decisions().policies().get(Policies.NAME);
        for (SimulatedService service : services) {
            double traces = service.tracesPerSecond().applyAsDouble(0) * 60;
            double percent = last.services().get(service.key()).percent();
            assertThat(traces * percent / 100)
                    .as("%s: %s %% of %s a minute", service.key(), percent, traces)
                    .isGreaterThanOrEqualTo(Math.min(1, traces * 0.1) * 0.9);
        }
        assertThat(last.services().values().stream()
                        .mapToDouble(ServiceDecision::percent)
                        .distinct()
                        .count())
                .as("different percentages, each a policy in gateways")
                .isLessThanOrEqualTo(30);
        assertThat(run.changes(10, 60)).as("of 50,000 decisions").isLessThan(500);
    }

    @Test
    void importantServicesGetMore() {
        List<SimulatedService> services = List.of(
                SimulatedService.steady("first", 2_000).tier(1),
                SimulatedService.steady("fourth", 2_000).tier(4));
        TrafficSimulation run = TrafficSimulation.of(Policies.budget(100), services);

        run.run(20);

        assertThat(run.percent(19, "first") / run.percent(19, "fourth")).isBetween(2.8, 5.7);
    }

    @Test
    void newAndVanishedServicesShareAnew() {
        SimulatedService late = SimulatedService.steady("late", 0).spans(minute -> minute < 30 ? -1 : 8_000);
        SimulatedService leaving = SimulatedService.steady("leaving", 0).spans(minute -> minute < 60 ? 8_000 : -1);
        List<SimulatedService> services = List.of(SimulatedService.steady("calm", 2_000), late, leaving);
        TrafficSimulation run = TrafficSimulation.of(Policies.budget(300), services);

        List<TrafficSimulation.Minute> minutes = run.run(100);

        assertThat(minutes.get(29).decisions().policies().get(Policies.NAME).services())
                .hasSize(2);
        assertThat(minutes.get(61).decisions().policies().get(Policies.NAME).services())
                .hasSize(2);
        assertThat(run.percent(50, "calm")).isLessThan(run.percent(29, "calm"));
        assertThat(run.percent(90, "calm")).isGreaterThan(run.percent(50, "calm"));
        assertThat(run.most(35, 60, TrafficSimulation.Minute::kept)).isLessThan(330);
        assertThat(run.least(35, 60, TrafficSimulation.Minute::kept)).isGreaterThan(270);
    }

    @Test
    void allInTroubleAtOnceStayWithinTheBudget() {
        List<SimulatedService> services = various(40, 5).stream()
                .map(service -> service.errors(minute -> minute >= 30 && minute < 50 ? 0.1 : 0))
                .toList();
        double received = services.stream()
                .mapToDouble(service -> service.spansPerSecond().applyAsDouble(0))
                .sum();
        int budget = (int) (received * 0.2);
        TrafficSimulation run = TrafficSimulation.of(Policies.budget(budget), services);

        run.run(100);

        assertThat(run.most(34, 100, TrafficSimulation.Minute::kept)).isLessThan(budget * 1.1);
        assertThat(run.least(36, 50, TrafficSimulation.Minute::kept)).isGreaterThan(budget * 0.9);
    }

    @Test
    void tracesThatBeginElsewhereAreLearnedFromWhatIsKept() {
        SimulatedService front = SimulatedService.steady("front", 1_000).tier(3);
        List<SimulatedService> services = new ArrayList<>(List.of(front));
        for (int i = 0; i < 5; i++) {
            services.add(SimulatedService.steady("back" + i, 2_000).traces(0).within(front));
        }
        TrafficSimulation run = TrafficSimulation.of(Policies.budget(800), services);

        run.run(180);

        assertThat(run.most(120, 180, TrafficSimulation.Minute::kept)).isLessThan(880);
        assertThat(run.least(120, 180, TrafficSimulation.Minute::kept)).isGreaterThan(720);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7})
    void decisionsThatTakeLongToWorkAreNoReasonToSwing(int delay) {
        SimulatedService front = SimulatedService.steady("front", 2_000);
        SimulatedService back = SimulatedService.steady("back", 6_000).traces(0).within(front);
        SimulatedService other = SimulatedService.steady("other", 0).spans(minute -> minute >= 60 ? 4_000 : 1_000);
        TrafficSimulation run =
                new TrafficSimulation(Policies.budget(600), List.of(front, back, other), 0.02, 17, _ -> false, delay);

        run.run(240);

        assertThat(run.most(200, 240, TrafficSimulation.Minute::kept)).isLessThan(660);
        assertThat(run.least(200, 240, TrafficSimulation.Minute::kept)).isGreaterThan(540);
        assertThat(run.changes(180, 240)).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.03, 0.05})
    void noiseIsNoReasonToSwing(double noise) {
        TrafficSimulation run =
                new TrafficSimulation(Policies.budget(8_000), various(100, 21), noise, 23, _ -> false, 1);

        run.run(240);

        assertThat(run.changes(20, 240)).as("of 22,000 decisions").isZero();
    }

    /** Traffic over four orders of magnitude, all tiers, two to thirty spans a trace. */
    private static List<SimulatedService> various(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    double spans = Math.pow(10, random.nextDouble() * 4);
                    return SimulatedService.steady("s" + i, spans)
                            .tier(1 + random.nextInt(4))
                            .traces(spans / (2 + random.nextInt(28)));
                })
                .toList();
    }
}
