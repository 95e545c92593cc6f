package dev.signalbox.sampling;

import dev.signalbox.model.pipeline.ServiceKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A service for which a step decides.
 *
 * @param service which
 * @param previous what was decided before; nothing: it is new
 * @param trouble whether it is boosted
 * @param wanted percentage that it has without a budget, 0 to 100
 * @param weight of its share in the budget
 * @param load what it brings; nothing: not known, or too long ago
 * @param isMeasured whether that was measured now
 */
record Candidate(
        ServiceKey service,
        Optional<ServiceDecision> previous,
        Trouble trouble,
        double wanted,
        double weight,
        Optional<Load> load,
        boolean isMeasured) {
    /** Increases are at most half as much again in a step. */
    static final double GROWTH = 1.5;

    private static final double TRACES_PER_SECOND_AT_LEAST = 1.0 / 60;

    /** Where it isn't known how many traces begin in a service, or where they are very many; nothing is never kept. */
    private static final double LEAST_PERCENT = 1e-6;

    static Candidate of(
            ServiceKey service, PolicyTargets targets, PolicyDecision before, Measurements measured, Instant now) {
        Optional<ServiceDecision> previous =
                Optional.ofNullable(before.services().get(service));
        Trouble trouble = Trouble.of(service, targets.policy(), previous, measured, now);
        Optional<Load> loadBefore = previous.flatMap(ServiceDecision::load);
        Optional<Load> fresh = Load.measured(measured.of(service), loadBefore, now);
        Optional<Load> load = fresh.or(() -> loadBefore.filter(known -> known.isReserved(now)));
        return new Candidate(
                service,
                previous,
                trouble,
                trouble.boosts() ? targets.boostedPercent() : targets.baselinePercent(),
                weight(targets, targets.tiers().get(service), trouble, load),
                load,
                fresh.isPresent());
    }

    private static double weight(PolicyTargets targets, Optional<Integer> tier, Trouble trouble, Optional<Load> load) {
        return BudgetShares.tierWeight(tier)
                * Math.log10(1 + load.map(Load::received).orElse(0.0))
                * (trouble.boosts() ? targets.spikeMultiplier() : 1);
    }

    /** Spans a second that a percentage keeps. */
    double cost(double percent, double yield) {
        return load.map(known -> known.undecided() * yield * percent / 100).orElse(0.0);
    }

    /** The percentage that keeps one trace a minute, but no more than is wanted. */
    double floor() {
        double traces = load.map(Load::newTraces).orElse(0.0);
        double percent = traces > 0 ? 100 * TRACES_PER_SECOND_AT_LEAST / traces : 0;
        return Math.min(wanted, Math.max(percent, LEAST_PERCENT));
    }

    /**
     * As far towards a percentage as one step goes: down at once, up at once in trouble or for one trace a minute, else
     * bounded.
     */
    double reach(double target) {
        double before = previous.map(ServiceDecision::percent).orElse(0.0);
        return trouble.boosts() || before <= 0 ? target : Math.min(target, Math.max(before * GROWTH, floor()));
    }

    /** What can't be decided anew, and so stays. */
    double held() {
        return previous.map(ServiceDecision::percent).orElse(wanted);
    }
}
