package dev.signalbox.operator.admission;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.operator.apply.InformerRetry;
import dev.signalbox.operator.apply.Owner;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.stream.Stream;

/** Policies for whose sake the API server is given something. Watched only once that can be written. */
public final class WatchedPolicies implements AutoCloseable {
    private final SharedIndexInformer<ObservabilityPolicy> informer;

    public WatchedPolicies(KubernetesClient client) {
        informer = client.resources(ObservabilityPolicy.class)
                .runnableInformer(0)
                .exceptionHandler(InformerRetry.INSTANCE);
    }

    public void start() {
        informer.start();
    }

    /** All that are there have been seen. */
    public boolean areKnown() {
        return informer.hasSynced();
    }

    /** Those that are not being deleted. */
    public Stream<ObservabilityPolicy> all() {
        return informer.getStore().list().stream().filter(policy -> !policy.isMarkedForDeletion());
    }

    /** Whether it is one of them. */
    public boolean has(Owner owner) {
        return all().anyMatch(policy -> policy.getMetadata().getUid().equals(owner.uid()));
    }

    @Override
    public void close() {
        informer.close();
    }
}
