package dev.signalbox.operator.apply;

import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Which object. */
record OutputName(OutputKind kind, ResourceName name) {

    static OutputName of(OutputKind kind, HasMetadata object) {
        return new OutputName(kind, ObjectNames.of(object));
    }

    /** {@code PrometheusRule namespace/name}. */
    @Override
    public String toString() {
        return kind.kind().kind() + " " + name;
    }
}
