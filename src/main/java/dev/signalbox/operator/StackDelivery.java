package dev.signalbox.operator;

import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.pipeline.workload.ApplyOrder;
import dev.signalbox.compile.pipeline.workload.CollectorRole;
import dev.signalbox.compile.pipeline.workload.TransportSecurity;
import dev.signalbox.compile.routing.RoutingPlan;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.transport.TransportSecrets;
import dev.signalbox.status.Delivery;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Brings the objects of a stack into the cluster; what one tenant's namespace does not take holds up no other. */
final class StackDelivery {
    /** A namespace that is gone, or going. */
    private static final Set<Integer> OF_THE_NAMESPACE =
            Set.of(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT);

    private final Applier applier;
    private final Outputs outputs;
    private final StackPrerequisites prerequisites;
    private final TransportSecrets secrets;

    StackDelivery(Applier applier, Outputs outputs, StackPrerequisites prerequisites, TransportSecrets secrets) {
        this.applier = applier;
        this.outputs = outputs;
        this.prerequisites = prerequisites;
        this.secrets = secrets;
    }

    /**
     * What became of all objects.
     *
     * @param own of those that all services depend on
     * @param tenants of the others, by their namespaces
     * @param files of those that servers read
     * @param routes of those that say who is told of alerts
     */
    record Delivered(
            Delivery own,
            SortedMap<String, Delivery> tenants,
            Map<ResourceName, Delivery> files,
            Map<ResourceName, Delivery> routes) {}

    /**
     * Applies what is there without collectors, and deletes what is no longer wanted.
     *
     * @param needed what is not deleted
     */
    Map<ResourceName, Delivery> deliver(
            Owner owner, Optional<RoutingPlan> routing, BiPredicate<OutputKind, ResourceName> needed) {
        Map<ResourceName, Delivery> routes = putEach(owner, objects(routing));
        applier.deleteOthers(
                owner, objects(routing), (kind, name) -> needed.test(kind, name) || isKept(routing, kind, name));
        return routes;
    }

    /**
     * Applies everything, and deletes what is no longer wanted.
     *
     * @param own objects that all services depend on
     * @param tenants others, by their namespaces
     * @param files others, which servers read
     * @param needed what is not deleted
     */
    Delivered deliver(
            Owner owner,
            StackDraft.WithCollectors draft,
            List<HasMetadata> own,
            SortedMap<String, List<HasMetadata>> tenants,
            List<HasMetadata> files,
            BiPredicate<OutputKind, ResourceName> needed,
            Instant now) {
        TelemetryStack stack = draft.parts().stack();
        List<HasMetadata> ours = new ArrayList<>(withoutForeignNamespace(stack, own));
        // The agents' namespace comes first, as it has to be there before certificates can be.
        Delivery delivery = applier.put(
                owner,
                ours.stream()
                        .filter(manifest -> OutputKind.of(manifest) == OutputKind.NAMESPACE)
                        .toList());
        if (delivery instanceof Delivery.Delivered) {
            ours.addAll(secrets.keep(stack, owner, draft.facts().serves(ServedKind.CERTIFICATE), now));
            delivery = applier.put(owner, ApplyOrder.of(ours.stream()));
        }
        SortedMap<String, Delivery> delivered = new TreeMap<>();
        tenants.forEach((namespace, manifests) -> delivered.put(namespace, put(owner, manifests)));
        Map<ResourceName, Delivery> written = putEach(owner, files);
        List<HasMetadata> routes = objects(draft.routing());
        Map<ResourceName, Delivery> routed = putEach(owner, routes);
        if (delivery instanceof Delivery.Delivered) {
            applier.deleteOthers(
                    owner,
                    Stream.of(
                                    ours.stream(),
                                    tenants.values().stream().flatMap(List::stream),
                                    files.stream(),
                                    routes.stream())
                            .flatMap(manifests -> manifests)
                            .toList(),
                    (kind, name) ->
                            needed.test(kind, name) || isOfPeers(kind, name) || isKept(draft.routing(), kind, name));
        }
        return new Delivered(delivery, delivered, written, routed);
    }

    private static List<HasMetadata> objects(Optional<RoutingPlan> routing) {
        return routing.map(RoutingPlan::objects).orElse(List.of());
    }

    /** Until it is known what routes depend on, they stay. */
    private static boolean isKept(Optional<RoutingPlan> routing, OutputKind kind, ResourceName name) {
        return routing.isEmpty() && RoutingPlan.isOutput(kind.kind(), name.name());
    }

    private Map<ResourceName, Delivery> putEach(Owner owner, List<HasMetadata> objects) {
        Map<ResourceName, Delivery> written = new TreeMap<>();
        objects.forEach(object -> written.put(ObjectNames.of(object), putAlone(owner, object)));
        return written;
    }

    private Delivery putAlone(Owner owner, HasMetadata file) {
        String namespace = file.getMetadata().getNamespace();
        return prerequisites.isWatched(namespace)
                ? put(owner, List.of(file))
                : new Delivery.Refused(
                        "namespace " + namespace, "the operator does not work there; list it in --namespaces");
    }

    private Delivery put(Owner owner, List<HasMetadata> manifests) {
        try {
            return applier.put(owner, manifests);
        } catch (KubernetesClientException e) {
            if (OF_THE_NAMESPACE.contains(e.getCode())) {
                return new Delivery.Refused("an object of the namespace", String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** What is known of peers stays while it can't be asked for. */
    private static boolean isOfPeers(OutputKind kind, ResourceName name) {
        return kind == OutputKind.CONFIG_MAP
                && Stream.of(CollectorRole.AGENT, CollectorRole.GATEWAY)
                        .map(TransportSecurity::peers)
                        .anyMatch(name.name()::equals);
    }

    /** A namespace of the agents that is there already is its owner's. */
    private List<HasMetadata> withoutForeignNamespace(TelemetryStack stack, List<HasMetadata> manifests) {
        String agents = stack.collectors().agent().namespace();
        return outputs.isThere(OutputKind.NAMESPACE, agents) || !prerequisites.isThere(agents)
                ? manifests
                : manifests.stream()
                        .filter(manifest -> OutputKind.of(manifest) != OutputKind.NAMESPACE)
                        .toList();
    }
}
