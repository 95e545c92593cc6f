package dev.signalbox.operator;

import dev.signalbox.model.ResourceName;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/** Names of resources as the framework has them. */
final class ResourceIds {
    private ResourceIds() {}

    static ResourceID of(ResourceName name) {
        return new ResourceID(name.name(), name.namespace().isEmpty() ? null : name.namespace());
    }
}
