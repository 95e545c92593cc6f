package dev.signalbox.operator;

import java.time.Duration;

/**
 * A point in time of this process, by two clocks: one that nobody sets, and one that goes on while a machine is suspended.
 *
 * @param nanos of {@link System#nanoTime()}
 * @param millis of {@link System#currentTimeMillis()}
 */
record Moment(long nanos, long millis) {
    static Moment now() {
        return new Moment(System.nanoTime(), System.currentTimeMillis());
    }

    /** How long ago it is, by the clock that says more. */
    Duration age() {
        Duration steady = Duration.ofNanos(System.nanoTime() - nanos);
        Duration wall = Duration.ofMillis(System.currentTimeMillis() - millis);
        return steady.compareTo(wall) >= 0 ? steady : wall;
    }
}
