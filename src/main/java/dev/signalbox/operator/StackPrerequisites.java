package dev.signalbox.operator;

import dev.signalbox.compile.Prerequisite;
import dev.signalbox.model.pipeline.Collectors.Output;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.status.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What must be there before anything of a stack is written. */
final class StackPrerequisites {
    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final Predicate<OutputKind> watched;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /**
     * @param namespaces which are watched; empty for all
     * @param watched whether a kind is served and may be written
     */
    StackPrerequisites(KubernetesClient client, Set<String> namespaces, Predicate<OutputKind> watched) {
        this.client = client;
        this.namespaces = namespaces;
        this.watched = watched;
    }

    /** The first that is not. */
    Optional<Prerequisite> missing(TelemetryStack stack, List<HasMetadata> manifests) {
        if (stack.collectors().output() == Output.OPEN_TELEMETRY_COLLECTOR
                && !watched.test(OutputKind.OPEN_TELEMETRY_COLLECTOR)) {
            return Optional.of(new Prerequisite.Kind(OutputKind.OPEN_TELEMETRY_COLLECTOR.kind()));
        }
        return rights(manifests).or(() -> unwatched(stack)).or(() -> gatewayNamespace(stack));
    }

    /** A namespace was deleted: it is asked for again. */
    void forgetNamespaces() {
        seen.clear();
    }

    /** Whether a namespace is there; one that was seen is not asked for again. */
    boolean isThere(String namespace) {
        return seen.contains(namespace)
                || client.namespaces().withName(namespace).get() != null && seen.add(namespace);
    }

    /** Whether the operator works in a namespace. */
    boolean isWatched(String namespace) {
        return namespaces.isEmpty() || namespaces.contains(namespace);
    }

    private Optional<Prerequisite> rights(List<HasMetadata> manifests) {
        String refused = manifests.stream()
                .map(OutputKind::of)
                .distinct()
                .filter(kind -> !watched.test(kind))
                .map(kind -> kind.kind().kind())
                .collect(Collectors.joining(", "));
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(support(
                        Reason.RIGHTS_MISSING,
                        "the operator may not write %s; apply manifests/base/rbac-pipelines.yaml, or set pipelines: true in the chart"
                                .formatted(refused)));
    }

    private Optional<Prerequisite> unwatched(TelemetryStack stack) {
        return List.of(stack.namespace(), stack.collectors().agent().namespace()).stream()
                .filter(namespace -> !isWatched(namespace))
                .findFirst()
                .map(namespace -> support(
                        Reason.RIGHTS_MISSING,
                        "the operator does not work in namespace %s; list it in --namespaces, and bind the rights of manifests/base/rbac-pipelines.yaml there"
                                .formatted(namespace)));
    }

    private Optional<Prerequisite> gatewayNamespace(TelemetryStack stack) {
        return isThere(stack.namespace())
                ? Optional.empty()
                : Optional.of(support(
                        Reason.NAMESPACE_MISSING,
                        "namespace %s of spec.namespace is not there; kubectl create namespace %s"
                                .formatted(stack.namespace(), stack.namespace())));
    }

    private static Prerequisite support(Reason reason, String message) {
        return new Prerequisite.Support(reason.text(), message);
    }
}
