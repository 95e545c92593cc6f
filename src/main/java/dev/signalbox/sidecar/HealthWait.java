package dev.signalbox.sidecar;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits until a collector is healthy, and stays so.
 *
 * @param patience how long
 * @param every between two questions
 */
public record HealthWait(Duration patience, Duration every) {
    /** Returns what is wrong with its health, or nothing. */
    public Optional<String> of(Supplier<Health> question) throws InterruptedException {
        long begin = System.nanoTime();
        Health last = question.get();
        while (last instanceof Health.Failing && System.nanoTime() - begin + every.toNanos() < patience.toNanos()) {
            Thread.sleep(every);
            last = question.get();
        }
        return switch (last) {
            case Health.Failing(String reason) -> Optional.of("not healthy: " + reason);
            case Health.Serving first -> {
                Thread.sleep(ReloadTiming.STEADY);
                yield lost(first, question.get());
            }
        };
    }

    /** A collector that is begun again as soon as it dies may be healthy each time that it is asked. */
    private static Optional<String> lost(Health.Serving first, Health later) {
        return switch (later) {
            case Health.Failing(String reason) -> Optional.of("healthy once, and then no longer: " + reason);
            case Health.Serving second
            when !second.since().equals(first.since()) -> Optional.of("healthy once, and then started again");
            case Health.Serving ignored -> Optional.empty();
        };
    }
}
