package dev.signalbox.sampling;

import java.util.List;
import java.util.Optional;

/**
 * Shares room for spans among services: to each by its weight, but no more than it wants and no less than keeps one trace
 * a minute. What one doesn't want goes to the others, again by weight.
 *
 * <p>A weight is {@code tier weight · log10(1 + spans a second received)}, times the spike multiplier for a service in
 * trouble. Tier weights are 4, 3, 2 and 1 for the tiers 1 to 4, tier 1 being the most important; a service without a tier
 * weighs as one of tier 4.
 */
final class BudgetShares {
    private BudgetShares() {}

    static double tierWeight(Optional<Integer> tier) {
        return 5 - Math.clamp(tier.orElse(4), 1, 4);
    }

    /**
     * Percentages that fill the room, in the order of the candidates.
     *
     * @param room spans a second
     * @param yield spans that the baseline keeps for each that is expected
     */
    static List<Double> percentages(List<Candidate> candidates, double room, double yield) {
        double level = level(candidates, room, yield);
        return candidates.stream()
                .map(candidate -> percent(candidate, level, yield))
                .toList();
    }

    /** What all cost when no one gets more than one trace a minute. */
    static double least(List<Candidate> candidates, double yield) {
        return candidates.stream()
                .mapToDouble(candidate -> candidate.cost(candidate.floor(), yield))
                .sum();
    }

    /** Spans a second for a weight of 1, such that the room is filled; infinite when all get what they want. */
    private static double level(List<Candidate> candidates, double room, double yield) {
        if (total(candidates, Double.POSITIVE_INFINITY, yield) <= room) {
            return Double.POSITIVE_INFINITY;
        }
        double low = 0;
        double high = Math.max(room, 1);
        while (total(candidates, high, yield) < room) {
            high *= 2;
        }
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (total(candidates, middle, yield) > room) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private static double total(List<Candidate> candidates, double level, double yield) {
        return candidates.stream()
                .mapToDouble(candidate -> candidate.cost(percent(candidate, level, yield), yield))
                .sum();
    }

    private static double percent(Candidate candidate, double level, double yield) {
        double perPercent = candidate.cost(1, yield);
        if (perPercent <= 0 || Double.isInfinite(level)) {
            return candidate.wanted();
        }
        return Math.clamp(level * candidate.weight() / perPercent, candidate.floor(), candidate.wanted());
    }
}
