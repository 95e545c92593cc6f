package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import java.util.List;

/** @param attributes changes of a resource's attributes, in order */
public record Resource(List<AttributeAction> attributes) implements Component.Processor {
    /** Copies the changes. */
    public Resource {
        attributes = List.copyOf(attributes);
    }

    @Override
    public ComponentType type() {
        return ComponentType.RESOURCE;
    }
}
