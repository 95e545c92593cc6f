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

    /** What there was before a write that got no answer: whether it was done nobody knows, nor has anybody told of it. */
    private final Map<String, Optional<S>> unanswered = new ConcurrentHashMap<>();

    /**
     * Versions of resources that were looked at last before a write. Looks at one of them overlap when its predecessor of the
     * same name was deleted while it was looked at: the framework forgets with it that a look is under way.
     */
    private final Map<String, String> looks = new ConcurrentHashMap<>();

    private record Written<S>(String resourceVersion, S status) {}

    /** @param empty makes a resource without anything in it */
    StatusWriter(KubernetesClient client, WriteGate gate, Supplier<R> empty) {
        this.client = client;
        this.gate = gate;
        this.empty = empty;
    }

    /** The status as it was written last, also where the informer has not seen it yet; a write without an answer does not count. */
    Optional<S> current(R resource) {
        Optional<S> before = unanswered.get(resource.getMetadata().getUid());
        return before != null ? before : written(resource);
    }

    private Optional<S> written(R resource) {
        Written<S> written = unseen.computeIfPresent(
                resource.getMetadata().getUid(),
                (_, last) ->
                        ResourceVersions.atLeast(resource.getMetadata().getResourceVersion(), last.resourceVersion())
                                ? null
                                : last);
        return Optional.ofNullable(written).map(Written::status).or(() -> Optional.ofNullable(resource.getStatus()));
    }

    /**
     * Writes the status unless it is the current one, or one of a later look.
     *
     * @return whether it was written
     * @throws KubernetesClientException when the server did not take it; worth another try
     */
    boolean write(R resource, S status) {
        String uid = resource.getMetadata().getUid();
        if (isOvertaken(resource)) {
            return false;
        }
        Optional<S> before = current(resource);
        if (!unanswered.containsKey(uid) && before.filter(status::equals).isPresent()) {
            return false;
        }
        gate.check();
        looks.merge(uid, resource.getMetadata().getResourceVersion(), ResourceVersions::latest);
        try {
            R written = client.resource(body(resource, status))
                    .subresource("status")
                    .patch(Authorship.APPLY);
            unseen.put(uid, new Written<>(written.getMetadata().getResourceVersion(), status));
            unanswered.remove(uid);
            if (isOvertaken(resource)) { // its status may be lost: caught below as a write without an answer
                throw new KubernetesClientException("a later look at %s has written its status meanwhile"
                        .formatted(resource.getMetadata().getName()));
            }
            return true;
        } catch (KubernetesClientException e) {
            if (GONE.contains(e.getCode())) {
                unanswered.remove(uid);
                return false;
            }
            unanswered.put(uid, before);
            throw e;
        }
    }

    private boolean isOvertaken(R resource) {
        String latest = looks.get(resource.getMetadata().getUid());
        return latest != null
                && !ResourceVersions.atLeast(resource.getMetadata().getResourceVersion(), latest);
    }

    void forget(R resource) {
        looks.remove(resource.getMetadata().getUid());
        unseen.remove(resource.getMetadata().getUid());
        unanswered.remove(resource.getMetadata().getUid());
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
