package dev.signalbox.controlplane;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A point in time until which something is asked for again and again.
 *
 * @param nanos the end, on the clock of {@link System#nanoTime()}
 */
public record Deadline(long nanos) {
    private static final Duration PAUSE = Duration.ofMillis(100);

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean passed() {
        return System.nanoTime() - nanos >= 0;
    }

    /** Asks at least once, and until there is an answer or the time is up (then: empty). */
    public <T> Optional<T> poll(Supplier<Optional<T>> question) {
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent() || passed()) {
                return answer;
            }
            pause();
        }
    }

    /** Asks at least once, and until the answer is yes or the time is up; returns the last answer. */
    public boolean until(BooleanSupplier question) {
        return poll(() -> question.getAsBoolean() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlPlaneException("interrupted while waiting", e);
        }
    }
}
