package dev.signalbox.sampling;

import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.sampling.AdaptiveSampling.State;
import dev.signalbox.sampling.LadderFit.Fit;
import dev.signalbox.sampling.LadderFit.Room;
import dev.signalbox.sampling.PolicyDecision.BudgetAccount;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** One step of the loop for the services of one policy. */
final class PolicyStep {
    private static final MathContext DIGITS = new MathContext(4);

    private final PolicyTargets targets;
    private final PolicyDecision before;
    private final Instant now;
    private final SortedMap<ServiceKey, ServiceDecision> decided = new TreeMap<>();

    private PolicyStep(PolicyTargets targets, PolicyDecision before, Instant now) {
        this.targets = targets;
        this.before = before;
        this.now = now;
    }

    static PolicyDecision decide(PolicyTargets targets, PolicyDecision before, Measurements measured, Instant now) {
        List<Candidate> candidates = targets.tiers().keySet().stream()
                .map(service -> Candidate.of(service, targets, before, measured, now))
                .toList();
        PolicyStep step = new PolicyStep(targets, before, now);
        return targets.budget()
                .map(budget -> step.withBudget(budget, candidates, measured))
                .orElseGet(() -> step.withoutBudget(candidates));
    }

    private PolicyDecision withoutBudget(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            double reach = targets.adapts() ? candidate.reach(candidate.wanted()) : candidate.wanted();
            double percent =
                    reach >= candidate.wanted() ? candidate.wanted() : onStandardLadder(reach, candidate.held());
            put(candidate, percent, OptionalInt.empty(), reason(candidate, percent));
        }
        return new PolicyDecision(decided, Ladder.STANDARD, before.yield(), Optional.empty());
    }

    private static double onStandardLadder(double reach, double before) {
        return Math.max(before, Ladder.STANDARD.percent(Ladder.STANDARD.atMost(reach)));
    }

    private PolicyDecision withBudget(double budget, List<Candidate> all, Measurements measured) {
        List<Candidate> measuredNow = all.stream().filter(Candidate::isMeasured).toList();
        List<Candidate> held =
                all.stream().filter(candidate -> !candidate.isMeasured()).toList();
        double yield = targets.policy().dryRun() ? 1 : Yield.learned(before.yield(), all, measured, now);
        double keptByKeep = all.stream()
                .mapToDouble(candidate -> candidate.load().map(Load::keptByKeep).orElse(0.0))
                .sum();
        double heldCost = held.stream()
                .mapToDouble(candidate -> candidate.cost(candidate.held(), yield))
                .sum();
        double left = baselineLimit(budget - keptByKeep) - heldCost;
        boolean infeasible = BudgetShares.least(measuredNow, yield) > left;

        List<Double> shares = BudgetShares.percentages(measuredNow, left, yield);
        Fit fit = LadderFit.of(
                measuredNow, reachable(measuredNow, shares), new Room(budget, left), yield, before.ladder());
        held.forEach(candidate -> put(candidate, candidate.held(), OptionalInt.empty(), Reason.STALE_INPUTS));
        double expected = keptByKeep + heldCost;
        for (int i = 0; i < measuredNow.size(); i++) {
            Candidate candidate = measuredNow.get(i);
            double percent = fit.percentages().get(i);
            boolean recovers = candidate.reach(shares.get(i)) < shares.get(i);
            put(
                    candidate,
                    percent,
                    OptionalInt.of(fit.rungs().get(i)),
                    budgetReason(candidate, percent, recovers, infeasible));
            expected += candidate.cost(percent, yield);
        }
        return new PolicyDecision(
                decided, fit.ladder(), yield, Optional.of(new BudgetAccount(budget, keptByKeep, expected, infeasible)));
    }

    /** What a limit on the baseline forbids need not be shared out. */
    private double baselineLimit(double left) {
        return targets.policy()
                .tail()
                .maxSpansPerSecond()
                .map(most -> Math.min(left, most))
                .orElse(left);
    }

    private static List<Double> reachable(List<Candidate> candidates, List<Double> shares) {
        List<Double> reachable = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            reachable.add(candidates.get(i).reach(shares.get(i)));
        }
        return reachable;
    }

    private Reason budgetReason(Candidate candidate, double percent, boolean recovers, boolean infeasible) {
        if (percent < candidate.wanted() && !recovers) {
            return infeasible ? Reason.BUDGET_INFEASIBLE : Reason.BUDGET;
        }
        return reason(candidate, percent);
    }

    private Reason reason(Candidate candidate, double percent) {
        if (candidate.trouble().now().isEmpty()) {
            return Reason.STALE_INPUTS;
        }
        if (candidate.trouble().boosts()) {
            return candidate.trouble().reason(targets.policy());
        }
        return percent < candidate.wanted() ? Reason.RECOVERING : Reason.BASELINE;
    }

    private void put(Candidate candidate, double exact, OptionalInt rung, Reason reason) {
        double percent = exact == candidate.wanted() || exact == candidate.held() ? exact : rounded(exact);
        Optional<ServiceDecision> previous = candidate.previous();
        boolean changed =
                previous.map(decision -> decision.percent() != percent).orElse(true);
        decided.put(
                candidate.service(),
                new ServiceDecision(
                        percent,
                        targets.headPercent(candidate.trouble().boosts()),
                        state(candidate, percent, reason),
                        reason,
                        changed ? now : previous.orElseThrow().since(),
                        previous.map(ServiceDecision::step).orElse(0) + (changed ? 1 : 0),
                        candidate.trouble().since(),
                        candidate.trouble().lastHeld(),
                        rung,
                        candidate.load()));
    }

    private State state(Candidate candidate, double percent, Reason reason) {
        if (reason == Reason.STALE_INPUTS) {
            return State.HELD;
        }
        double baseline = targets.baselinePercent();
        if (percent < baseline) {
            return State.REDUCED;
        }
        return candidate.trouble().boosts() && percent > baseline ? State.BOOSTED : State.STEADY;
    }

    /** Four digits, so that what is equal but for arithmetic is written alike. */
    private static double rounded(double percent) {
        return new BigDecimal(percent).round(DIGITS).doubleValue();
    }
}
