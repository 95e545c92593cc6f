package dev.signalbox.operator.apply;

import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Which object. */
record OutputName(OutputKind kind, ResourceName name) {

    static OutputName of(OutputKind kind, HasMetadata object) {
        return new OutputName(
                kind,
                new ResourceName(
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName()));
    }

    /** {@code PrometheusRule namespace/name}. */
    @Override
    public String toString() {
        return kind.kind().kind() + " " + name;
    }
}
