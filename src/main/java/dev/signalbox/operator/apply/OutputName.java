package dev.signalbox.operator.apply;

import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/** Which object. */
record OutputName(OutputKind kind, ResourceName name) {

    static OutputName of(OutputKind kind, HasMetadata object) {
        return new OutputName(kind, nameOf(object));
    }

    static ResourceName nameOf(HasMetadata object) {
        return new ResourceName(
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }

    /** {@code PrometheusRule namespace/name}. */
    @Override
    public String toString() {
        return kind.kind().kind() + " " + name;
    }
}
