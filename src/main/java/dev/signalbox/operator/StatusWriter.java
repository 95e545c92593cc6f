package dev.signalbox.operator;

import dev.signalbox.operator.apply.Authorship;
import dev.signalbox.operator.apply.ResourceVersions;
import dev.signalbox.operator.apply.WriteGate;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Writes a status when it differs from the last one: one request, server-side apply on the subresource. What was written
 * is remembered until the informer has seen it, so that a second look at a stale resource writes nothing.
 *
 * @param <R> whose status
 * @param <S> its type
 */
final class StatusWriter<R extends CustomResource<?, S>, S> {
    /** The resource is gone, or another of its name is there. */
    private static final Set<Integer> GONE = Set.of(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT);

    private final KubernetesClient client;
    private final WriteGate gate;
    private final Supplier<R> empty;
    private final Map<String, Written<S>> unseen = new ConcurrentHashMap<>();

    private record Written<S>(String resourceVersion, S status) {}

    /** @param empty makes a resource without anything in it */
    StatusWriter(KubernetesClient client, WriteGate gate, Supplier<R> empty) {
        this.client = client;
        this.gate = gate;
        this.empty = empty;
    }

    /** The status as it is in the cluster, also where the informer has not seen it yet. */
    Optional<S> current(R resource) {
        Written<S> written = unseen.computeIfPresent(
                resource.getMetadata().getUid(),
                (_, last) ->
                        ResourceVersions.atLeast(resource.getMetadata().getResourceVersion(), last.resourceVersion())
                                ? null
                                : last);
        return Optional.ofNullable(written).map(Written::status).or(() -> Optional.ofNullable(resource.getStatus()));
    }

    /**
     * Writes the status unless it is the current one.
     *
     * @return whether it was written
     * @throws KubernetesClientException when the server did not take it; worth another try
     */
    boolean write(R resource, S status) {
        if (current(resource).filter(status::equals).isPresent()) {
            return false;
        }
        gate.check();
        try {
            R written = client.resource(body(resource, status))
                    .subresource("status")
                    .patch(Authorship.APPLY);
            unseen.put(
                    resource.getMetadata().getUid(),
                    new Written<>(written.getMetadata().getResourceVersion(), status));
            return true;
        } catch (KubernetesClientException e) {
            if (GONE.contains(e.getCode())) {
                return false;
            }
            throw e;
        }
    }

    void forget(R resource) {
        unseen.remove(resource.getMetadata().getUid());
    }

    private R body(R resource, S status) {
        R body = empty.get();
        body.setMetadata(new ObjectMetaBuilder()
                .withNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName())
                .withUid(resource.getMetadata().getUid())
                .build());
        body.setStatus(status);
        return body;
    }
}
