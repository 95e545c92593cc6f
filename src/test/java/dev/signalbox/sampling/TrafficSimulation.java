package dev.signalbox.sampling;

import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.sampling.Measurements.OfService;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * Services under the loop, minute by minute. What a step decides is at work some minutes later; rates are measured over
 * two minutes, error rates over two and five, all with noise.
 */
final class TrafficSimulation {
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private static final int SHORT = 2;
    private static final int LONG = 5;

    private final TraceSampling policy;
    private final List<SimulatedService> services;
    private final double noise;
    private final Random random;
    private final IntPredicate away;
    private final int delay;
    private final List<Minute> minutes = new ArrayList<>();

    /**
     * What happened in a minute.
     *
     * @param decisions at its end
     * @param kept spans a second, of all services
     * @param keptByKeep the part of it that rules kept
     */
    record Minute(Decisions decisions, double kept, double keptByKeep, Map<ServiceKey, Double> keptOf) {}

    /**
     * @param noise standard deviation of a measurement, as part of it
     * @param away minutes in which nothing is measured
     * @param delay minutes until a decision is at work
     */
    TrafficSimulation(
            TraceSampling policy,
            List<SimulatedService> services,
            double noise,
            long seed,
            IntPredicate away,
            int delay) {
        this.policy = policy;
        this.services = services;
        this.noise = noise;
        this.random = new Random(seed);
        this.away = away;
        this.delay = delay;
    }

    static TrafficSimulation of(TraceSampling policy, List<SimulatedService> services) {
        return new TrafficSimulation(policy, services, 0.02, 1, _ -> false, 1);
    }

    List<Minute> run(int count) {
        for (int minute = minutes.size(); minutes.size() < count; minute++) {
            Map<ServiceKey, Double> keptOf = new HashMap<>();
            int current = minute;
            services.forEach(service -> keptOf.put(service.key(), kept(service, current)));
            double kept =
                    keptOf.values().stream().mapToDouble(Double::doubleValue).sum();
            double byKeep = services.stream()
                    .mapToDouble(service -> byKeep(service, current))
                    .sum();
            minutes.add(new Minute(Decisions.NONE, kept, byKeep, keptOf)); // its decisions follow from it
            Decisions before =
                    minute == 0 ? Decisions.NONE : minutes.get(minute - 1).decisions();
            Decisions after =
                    AdaptiveSampling.decide(before, List.of(targets(minute)), measured(minute), time(minute + 1));
            minutes.set(minute, new Minute(after, kept, byKeep, keptOf));
        }
        return minutes;
    }

    static Instant time(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private double percentAtWork(ServiceKey service, int minute) {
        return minute < delay + 1
                ? policy.tail().baselinePercent().orElseThrow().doubleValue()
                : Optional.ofNullable(minutes.get(minute - delay - 1)
                                .decisions()
                                .policies()
                                .get(policy.resource())
                                .services()
                                .get(service))
                        .map(ServiceDecision::percent)
                        .orElse(policy.tail().baselinePercent().orElseThrow().doubleValue());
    }

    private double kept(SimulatedService service, int minute) {
        double undecided = service.spansPerSecond().applyAsDouble(minute) - byKeep(service, minute);
        return byKeep(service, minute) + undecided * percentAtWork(service.decidedBy(), minute) / 100;
    }

    private double byKeep(SimulatedService service, int minute) {
        return service.spansPerSecond().applyAsDouble(minute)
                * service.errorRatio().applyAsDouble(minute);
    }

    private PolicyTargets targets(int minute) {
        Map<ServiceKey, Optional<Integer>> tiers = new TreeMap<>();
        services.stream()
                .filter(service -> service.spansPerSecond().applyAsDouble(minute) >= 0)
                .forEach(service -> tiers.put(service.key(), service.tier()));
        return new PolicyTargets(policy, BigDecimal.TEN, tiers);
    }

    private Measurements measured(int minute) {
        if (away.test(minute)) {
            return Measurements.NONE;
        }
        Map<ServiceKey, OfService> measured = new HashMap<>();
        for (SimulatedService service : services) {
            measured.put(
                    service.key(),
                    new OfService(
                            reading(mean(service.spansPerSecond(), minute, SHORT)),
                            reading(mean(m -> minutes.get(m).keptOf().getOrDefault(service.key(), 0.0), minute, SHORT)),
                            reading(mean(m -> byKeep(service, m), minute, SHORT)),
                            reading(mean(service.tracesPerSecond(), minute, SHORT)),
                            new Windows(
                                    reading(100 * mean(service.errorRatio(), minute, SHORT)),
                                    reading(100 * mean(service.errorRatio(), minute, LONG)))));
        }
        return new Measurements(measured, Map.of());
    }

    private Optional<Reading> reading(double value) {
        return Optional.of(Reading.now(Math.max(0, value * (1 + noise * random.nextGaussian()))));
    }

    private static double mean(IntToDoubleFunction values, int minute, int window) {
        double sum = 0;
        int from = Math.max(0, minute - window + 1);
        for (int m = from; m <= minute; m++) {
            sum += values.applyAsDouble(m);
        }
        return sum / (minute - from + 1);
    }

    // What a test asks of a run

    ServiceDecision decision(int minute, String service) {
        return minutes.get(minute)
                .decisions()
                .policies()
                .get(policy.resource())
                .services()
                .get(new ServiceKey("shop", service));
    }

    double percent(int minute, String service) {
        return decision(minute, service).percent();
    }

    /** How often percentages changed from one minute to another. */
    long changes(int from, int to) {
        return minutes.subList(from, to).stream()
                .mapToLong(minute -> minute.decisions().changes().size())
                .sum();
    }

    /** How often the percentage of one service changed after its first. */
    long changesOf(String service) {
        return minutes.stream()
                .flatMap(minute -> minute.decisions().changes().stream())
                .filter(change -> change.service().service().equals(service)
                        && change.from().isPresent())
                .count();
    }

    /** The largest and the least of a figure of minutes. */
    double most(int from, int to, ToDoubleFunction<Minute> figure) {
        return minutes.subList(from, to).stream().mapToDouble(figure).max().orElseThrow();
    }

    double least(int from, int to, ToDoubleFunction<Minute> figure) {
        return minutes.subList(from, to).stream().mapToDouble(figure).min().orElseThrow();
    }
}
