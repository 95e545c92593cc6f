package dev.signalbox.compile.pipeline.collector;

import static dev.signalbox.compile.pipeline.collector.ComponentType.ATTRIBUTES;
import static dev.signalbox.compile.pipeline.collector.ComponentType.BATCH;
import static dev.signalbox.compile.pipeline.collector.ComponentType.CUMULATIVE_TO_DELTA;
import static dev.signalbox.compile.pipeline.collector.ComponentType.DELTA_TO_CUMULATIVE;
import static dev.signalbox.compile.pipeline.collector.ComponentType.FILTER;
import static dev.signalbox.compile.pipeline.collector.ComponentType.GROUP_BY_ATTRS;
import static dev.signalbox.compile.pipeline.collector.ComponentType.K8S_ATTRIBUTES;
import static dev.signalbox.compile.pipeline.collector.ComponentType.MEMORY_LIMITER;
import static dev.signalbox.compile.pipeline.collector.ComponentType.METRIC_START_TIME;
import static dev.signalbox.compile.pipeline.collector.ComponentType.PROBABILISTIC_SAMPLER;
import static dev.signalbox.compile.pipeline.collector.ComponentType.RESOURCE_DETECTION;
import static dev.signalbox.compile.pipeline.collector.ComponentType.TAIL_SAMPLING;
import static dev.signalbox.compile.pipeline.collector.ComponentType.TRANSFORM;

import java.util.Set;

/** What processors of a pipeline are for, in the order in which they stand, and which may serve. */
public enum ProcessorStage {
    /** Refuses before anything is held. */
    MEMORY(MEMORY_LIMITER),
    /** Forgets what the sender claims and finds out who it is: all else depends on it. */
    ATTRIBUTION(TRANSFORM, ATTRIBUTES, ComponentType.RESOURCE, GROUP_BY_ATTRS, RESOURCE_DETECTION, K8S_ATTRIBUTES),
    /** Takes a branch's share of what several branches are given. */
    SELECTION(FILTER),
    /** Changes what telemetry says, and merges points. */
    SHAPING(
            BATCH,
            METRIC_START_TIME,
            TRANSFORM,
            ATTRIBUTES,
            ComponentType.RESOURCE,
            GROUP_BY_ATTRS,
            CUMULATIVE_TO_DELTA,
            DELTA_TO_CUMULATIVE),
    /** Drops what nobody wants. */
    FILTERING(FILTER),
    /** Masks secrets: before anything leaves, is counted or is held for a decision. */
    REDACTION(ComponentType.REDACTION, TRANSFORM),
    /** Writes on points whose they are: behind what merges points, and behind what may mask any text. */
    LABELS(TRANSFORM),
    /** Keeps a part. */
    SAMPLING(TAIL_SAMPLING, PROBABILISTIC_SAMPLER),
    /** Removes what only the stages before needed. */
    RELEASE(TRANSFORM, ATTRIBUTES, ComponentType.RESOURCE);

    private final Set<ComponentType> types;

    ProcessorStage(ComponentType... types) {
        this.types = Set.of(types);
    }

    boolean admits(ComponentType type) {
        return types.contains(type);
    }
}
