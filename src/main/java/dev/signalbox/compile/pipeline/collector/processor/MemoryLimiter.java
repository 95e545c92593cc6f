package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import java.time.Duration;

/**
 * Refuses telemetry before memory runs out.
 *
 * @param checkInterval how often memory is looked at
 * @param limitPercentage of the container's memory, 1 to 100, at which garbage is collected
 * @param spikeLimitPercentage of the container's memory, below the limit by which telemetry is refused already
 */
public record MemoryLimiter(Duration checkInterval, int limitPercentage, int spikeLimitPercentage)
        implements Component.Processor {

    /** Refuses limits that leave nothing. */
    public MemoryLimiter {
        if (limitPercentage > 100 || spikeLimitPercentage < 1 || spikeLimitPercentage >= limitPercentage) {
            throw new IllegalArgumentException("no limits: " + limitPercentage + " and " + spikeLimitPercentage);
        }
    }

    @Override
    public ComponentType type() {
        return ComponentType.MEMORY_LIMITER;
    }
}
