package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import java.util.List;

/** @param actions changes of the attributes of spans, points and records, in order */
public record Attributes(List<AttributeAction> actions) implements Component.Processor {
    /** Copies the changes. */
    public Attributes {
        actions = List.copyOf(actions);
    }

    @Override
    public ComponentType type() {
        return ComponentType.ATTRIBUTES;
    }
}
