package dev.signalbox.sampling;

/**
 * Percentages that are a factor of √2 apart: {@code anchor · √2^rung}.
 *
 * <p>All services of a policy share one ladder, so that a thousand services have some twenty different percentages
 * between them, and gateways as many policies. A ladder that stands still can't spend a budget within 10 %, because a
 * rung is 41 % from the next; so the anchor slides, and all rungs with it.
 *
 * @param anchor percentage of rung 0; kept between 100 and 100·√2, so that rungs mean about the same over time
 */
public record Ladder(double anchor) {
    static final Ladder STANDARD = new Ladder(100);

    private static final double SQRT2 = Math.sqrt(2);

    /** The ladder that has a percentage on it. */
    static Ladder through(double percent) {
        Ladder ladder = new Ladder(percent);
        return ladder.renumbered(ladder.excess());
    }

    double percent(int rung) {
        return anchor * Math.pow(2, rung / 2.0);
    }

    /** The rung next to a percentage, on either side. */
    int nearest(double percent) {
        return (int) Math.round(position(percent));
    }

    /** The lowest rung at or above a percentage. */
    int atLeast(double percent) {
        return (int) Math.ceil(position(percent) - 1e-9);
    }

    /** The highest rung at or below a percentage. */
    int atMost(double percent) {
        return (int) Math.floor(position(percent) + 1e-9);
    }

    private double position(double percent) {
        return 2 * Math.log(percent / anchor) / Math.log(2);
    }

    Ladder slid(double factor) {
        return new Ladder(anchor * factor);
    }

    /** By how many rungs the anchor has left its place; positive: too high. */
    int excess() {
        return (int) Math.floor(2 * Math.log(anchor / 100) / Math.log(2) + 1e-9);
    }

    /** The same ladder, rung 0 elsewhere: what was rung r is {@code r + rungs}. */
    Ladder renumbered(int rungs) {
        return new Ladder(anchor / Math.pow(SQRT2, rungs));
    }
}
