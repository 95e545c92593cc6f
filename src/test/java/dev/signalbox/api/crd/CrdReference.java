package dev.signalbox.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.List;

final class CrdReference {
    static String of(List<CustomResourceDefinition> crds) {
        return "todo\n";
    }
}
