package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;

/**
 * Samples the stacks of all processes of a node.
 *
 * @param samplesPerSecond of each processor; at least 1
 */
public record Profiling(int samplesPerSecond) implements Component.Receiver {
    @Override
    public ComponentType type() {
        return ComponentType.PROFILING;
    }
}
