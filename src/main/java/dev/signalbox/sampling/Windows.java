package dev.signalbox.sampling;

import java.util.Optional;

/**
 * One quantity over two windows. The long one says that it matters, the short one that it still goes on.
 *
 * @param shortWindow nothing: not measured
 * @param longWindow nothing: not measured
 */
public record Windows(Optional<Reading> shortWindow, Optional<Reading> longWindow) {
    public static final Windows UNKNOWN = new Windows(Optional.empty(), Optional.empty());

    /** Both measured just now. */
    public static Windows now(double shortWindow, double longWindow) {
        return new Windows(Optional.of(Reading.now(shortWindow)), Optional.of(Reading.now(longWindow)));
    }

    /** Whether both are above a threshold; nothing where one of them is missing or stale. */
    Optional<Boolean> bothAbove(double threshold) {
        return shortWindow.filter(Reading::isFresh).flatMap(now -> longWindow
                .filter(Reading::isFresh)
                .map(longer -> now.value() > threshold && longer.value() > threshold));
    }
}
