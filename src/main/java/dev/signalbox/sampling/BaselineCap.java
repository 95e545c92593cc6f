package dev.signalbox.sampling;

import java.util.Optional;

/**
 * What a policy's baseline may keep at most, over all gateways: a burst between two steps is cut here, which percentages
 * would follow minutes later.
 *
 * <p>It is a quarter above what percentages are made for, or traffic that comes in bursts would lose what the
 * budget allows; and it is left alone until that is out of proportion, because each other number is a reload.
 */
final class BaselineCap {
    private static final double HEADROOM = 1.25;
    private static final double TIGHT = 1.1;
    private static final double LOOSE = 2;

    private BaselineCap() {}

    /**
     * @param before the cap that holds
     * @param planned spans a second that percentages are made for
     * @param user the user's own limit, which is never exceeded
     */
    static double of(Optional<Double> before, double planned, Optional<Integer> user) {
        double least = Math.max(1, planned);
        double cap = before.filter(held -> held >= TIGHT * least && held <= LOOSE * least)
                .orElse(Math.ceil(HEADROOM * least));
        return user.map(limit -> Math.min(limit, cap)).orElse(cap);
    }
}
