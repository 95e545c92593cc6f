package dev.signalbox.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Puts services on the rungs of a ladder near the percentages that they should have, and slides the ladder so that
 * together they keep what they should.
 *
 * <p>A service leaves its rung only when it is more than 30 % from where it should be, or below one trace a minute; the
 * ladder slides only when all together are more than 6 % of the budget from what they should keep. Both are needed: a dead
 * band alone lets the sum drift by 30 %, and a slide alone keeps shares as they once were. The rungs are √2 apart and
 * the nearest is at most 19 % away, so a service that has moved is well within its dead band.
 */
final class LadderFit {
    static final double DEAD_BAND = 1.3;

    /** Part of the budget; with the noise that smoothing leaves it stays below 10 %. */
    static final double TOLERANCE = 0.06;

    private static final double SQRT2 = Math.sqrt(2);
    private static final int ROUNDS = 8;

    private final List<Candidate> candidates;
    private final double[] targets;
    private final double yield;
    private final double allowed;
    private final boolean slack;
    private final int[] rungs;
    private Ladder ladder;

    /**
     * @param ladder the new one
     * @param rungs in the order of the candidates
     * @param percentages in the same order
     */
    record Fit(Ladder ladder, List<Integer> rungs, List<Double> percentages) {}

    /**
     * What there is to share, in spans a second.
     *
     * @param budget what the user allows
     * @param left for the candidates
     */
    record Room(double budget, double left) {}

    private LadderFit(List<Candidate> candidates, double[] targets, Room room, double yield, Ladder ladder) {
        this.candidates = candidates;
        this.targets = targets;
        this.yield = yield;
        this.allowed = TOLERANCE * room.budget();
        this.slack = total(candidates, yield) <= (1 - TOLERANCE) * room.left();
        this.ladder = ladder;
        this.rungs = new int[targets.length];
    }

    /**
     * @param targets percentages that can be reached in this step, in the order of the candidates; above 0 where any is
     *     wanted
     * @param room that they fill
     * @param yield spans that the baseline keeps for each that is expected
     */
    static Fit of(List<Candidate> candidates, List<Double> targets, Room room, double yield, Ladder ladder) {
        LadderFit fit = new LadderFit(
                candidates, targets.stream().mapToDouble(Double::doubleValue).toArray(), room, yield, ladder);
        fit.start();
        for (int round = 0; round < ROUNDS && (fit.move() | fit.slide()); round++) {
            // until nothing is out of place
        }
        fit.bound();
        return fit.result();
    }

    private void start() {
        for (int i = 0; i < rungs.length; i++) {
            Candidate candidate = candidates.get(i);
            double before = candidate.held();
            OptionalInt rung = candidate.previous().map(ServiceDecision::rung).orElse(OptionalInt.empty());
            if (rung.isPresent() || before <= 0) {
                rungs[i] = rung.orElse(0);
            } else {
                rungs[i] = before >= candidate.wanted() ? ladder.atLeast(before) : ladder.nearest(before);
            }
        }
    }

    /** Services to the rungs where they belong; whether any moved. */
    private boolean move() {
        boolean moved = false;
        for (int i = 0; i < rungs.length; i++) {
            int rung = target(i);
            moved |= rung != rungs[i];
            rungs[i] = rung;
        }
        return moved;
    }

    private int target(int i) {
        Candidate candidate = candidates.get(i);
        if (candidate.wanted() <= 0) {
            return 0;
        }
        int top = ladder.atLeast(candidate.wanted());
        double now = percent(i, ladder);
        boolean inPlace = now <= targets[i] * DEAD_BAND && now >= targets[i] / DEAD_BAND && now >= candidate.floor();
        boolean toTop = targets[i] >= candidate.wanted()
                && (slack || candidate.trouble().boosts());
        if (inPlace && !toTop) {
            return Math.min(rungs[i], top);
        }
        int near = targets[i] >= candidate.wanted() ? top : ladder.nearest(targets[i]);
        return Math.min(top, Math.max(near, ladder.atLeast(candidate.floor())));
    }

    /** The ladder so that the sum is right; whether it had to. */
    private boolean slide() {
        double wanted = 0;
        for (int i = 0; i < targets.length; i++) {
            wanted += candidates.get(i).cost(targets[i], yield);
        }
        if (Math.abs(total(ladder) - wanted) <= allowed) {
            return false;
        }
        double low = 1 / SQRT2;
        double high = SQRT2;
        for (int i = 0; i < 60; i++) {
            double middle = Math.sqrt(low * high);
            if (total(ladder.slid(middle)) > wanted) {
                high = middle;
            } else {
                low = middle;
            }
        }
        ladder = ladder.slid(low);
        return true;
    }

    private static double total(List<Candidate> candidates, double yield) {
        return candidates.stream()
                .mapToDouble(candidate -> candidate.cost(candidate.wanted(), yield))
                .sum();
    }

    private double total(Ladder some) {
        double total = 0;
        for (int i = 0; i < rungs.length; i++) {
            total += candidates.get(i).cost(percent(i, some), yield);
        }
        return total;
    }

    /** What the rounds may have left: too large a step up, or too little for one trace a minute. */
    private void bound() {
        for (int i = 0; i < rungs.length; i++) {
            Candidate candidate = candidates.get(i);
            double reach = candidate.reach(candidate.wanted());
            if (reach > 0 && percent(i, ladder) > reach) {
                rungs[i] = ladder.atMost(reach);
            }
            if (percent(i, ladder) < candidate.floor()) {
                rungs[i] = ladder.atLeast(candidate.floor());
            }
        }
    }

    private double percent(int i, Ladder some) {
        return Math.min(candidates.get(i).wanted(), some.percent(rungs[i]));
    }

    private Fit result() {
        int excess = ladder.excess();
        List<Double> percentages = new ArrayList<>();
        for (int i = 0; i < rungs.length; i++) {
            percentages.add(percent(i, ladder));
        }
        return new Fit(
                ladder.renumbered(excess),
                Arrays.stream(rungs).map(rung -> rung + excess).boxed().toList(),
                percentages);
    }
}
