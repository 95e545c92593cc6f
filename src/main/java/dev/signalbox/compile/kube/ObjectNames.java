package dev.signalbox.compile.kube;

import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/** Names of objects, as we have them. */
public final class ObjectNames {
    private ObjectNames() {}

    /** The name of an object that has one. */
    public static ResourceName of(HasMetadata object) {
        return new ResourceName(
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }
}
