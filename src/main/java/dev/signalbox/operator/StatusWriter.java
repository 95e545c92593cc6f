package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.operator.apply.Authorship;
import dev.signalbox.operator.apply.ResourceVersions;
import dev.signalbox.operator.apply.WriteGate;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a status when it differs from the last one: one request, server-side apply on the subresource. What was written
 * is remembered until the informer has seen it, so that a second look at a stale resource writes nothing.
 */
final class StatusWriter {
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Authorship.NAME)
            .withForce(true)
            .build();

    /** The resource is gone, or another of its name is there. */
    private static final Set<Integer> GONE = Set.of(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT);

    private final KubernetesClient client;
    private final WriteGate gate;
    private final Map<String, Written> unseen = new ConcurrentHashMap<>();

    private record Written(String resourceVersion, SloStatus status) {}

    StatusWriter(KubernetesClient client, WriteGate gate) {
        this.client = client;
        this.gate = gate;
    }

    /** The status as it is in the cluster, also where the informer has not seen it yet. */
    Optional<SloStatus> current(SLO slo) {
        Written written = unseen.computeIfPresent(
                slo.getMetadata().getUid(),
                (_, last) -> ResourceVersions.atLeast(slo.getMetadata().getResourceVersion(), last.resourceVersion())
                        ? null
                        : last);
        return Optional.ofNullable(written).map(Written::status).or(() -> Optional.ofNullable(slo.getStatus()));
    }

    /**
     * Writes the status unless it is the current one.
     *
     * @return whether it was written
     * @throws KubernetesClientException when the server did not take it; worth another try
     */
    boolean write(SLO slo, SloStatus status) {
        if (current(slo).filter(status::equals).isPresent()) {
            return false;
        }
        gate.check();
        try {
            SLO written =
                    client.resource(body(slo, status)).subresource("status").patch(APPLY);
            unseen.put(
                    slo.getMetadata().getUid(),
                    new Written(written.getMetadata().getResourceVersion(), status));
            return true;
        } catch (KubernetesClientException e) {
            if (GONE.contains(e.getCode())) {
                return false;
            }
            throw e;
        }
    }

    void forget(SLO slo) {
        unseen.remove(slo.getMetadata().getUid());
    }

    private static SLO body(SLO slo, SloStatus status) {
        SLO body = new SLO();
        body.setMetadata(new ObjectMetaBuilder()
                .withNamespace(slo.getMetadata().getNamespace())
                .withName(slo.getMetadata().getName())
                .withUid(slo.getMetadata().getUid())
                .build());
        body.setStatus(status);
        return body;
    }
}
