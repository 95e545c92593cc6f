package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import java.util.List;

/** @param keys attributes of items that become their resource's */
public record GroupByAttrs(List<String> keys) implements Component.Processor {
    /** Copies the keys. */
    public GroupByAttrs {
        keys = List.copyOf(keys);
    }

    @Override
    public ComponentType type() {
        return ComponentType.GROUP_BY_ATTRS;
    }
}
