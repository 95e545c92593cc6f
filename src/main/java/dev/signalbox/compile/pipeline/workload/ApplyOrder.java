package dev.signalbox.compile.pipeline.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Objects in the order in which they are applied: first what others refer to. */
public final class ApplyOrder {
    private static final List<String> KINDS = List.of(
            "Namespace",
            "ServiceAccount",
            "ClusterRoleBinding",
            "RoleBinding",
            "NetworkPolicy",
            "Issuer",
            "Certificate",
            "ConfigMap",
            "Service",
            "PodDisruptionBudget",
            "DaemonSet",
            "StatefulSet",
            "Deployment",
            "OpenTelemetryCollector",
            "Job",
            "HorizontalPodAutoscaler");

    private static final Comparator<HasMetadata> ORDER = Comparator.<HasMetadata>comparingInt(
                    object -> rank(object.getKind()))
            .thenComparing(HasMetadata::getKind)
            .thenComparing(
                    object -> Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""))
            .thenComparing(object -> object.getMetadata().getName());

    private ApplyOrder() {}

    /** By kind, then namespace and name. */
    public static List<HasMetadata> of(Stream<? extends HasMetadata> objects) {
        return objects.<HasMetadata>map(object -> object).sorted(ORDER).toList();
    }

    private static int rank(String kind) {
        int rank = KINDS.indexOf(kind);
        return rank < 0 ? KINDS.size() : rank;
    }
}
