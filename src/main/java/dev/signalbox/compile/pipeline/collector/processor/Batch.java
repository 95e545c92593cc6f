package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import java.time.Duration;

/**
 * Puts together what came apart, so that one goroutine carries on what many brought. It holds telemetry in memory and
 * forgets the sender's address; exporters have batches of their own.
 *
 * @param timeout after which it goes on, however little
 */
public record Batch(Duration timeout) implements Component.Processor {
    @Override
    public ComponentType type() {
        return ComponentType.BATCH;
    }
}
