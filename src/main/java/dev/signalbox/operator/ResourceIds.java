package dev.signalbox.operator;

import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Objects;

/** Names of resources, as the framework has them and as we do. */
final class ResourceIds {
    private ResourceIds() {}

    static ResourceID of(ResourceName name) {
        return new ResourceID(name.name(), name.namespace().isEmpty() ? null : name.namespace());
    }

    static ResourceName name(HasMetadata resource) {
        return new ResourceName(
                Objects.requireNonNullElse(resource.getMetadata().getNamespace(), ""),
                resource.getMetadata().getName());
    }
}
