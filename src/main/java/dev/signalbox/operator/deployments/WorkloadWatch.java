package dev.signalbox.operator.deployments;

import dev.signalbox.operator.apply.InformerRetry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Watches Deployments and StatefulSets, and keeps of them only what a {@link DeploymentJournal} needs. */
final class WorkloadWatch implements AutoCloseable {
    /** What an event handler is given of the object that it no longer is. */
    private static final String[] KEPT = {"kind", "spec.template.metadata.labels", "spec.template.spec.containers"};

    private final DeploymentJournal journal;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private volatile Instant began = Instant.MAX;

    /** @param namespaces which are watched; empty for all */
    WorkloadWatch(KubernetesClient client, Set<String> namespaces, DeploymentJournal journal) {
        this.journal = journal;
        watch(client, namespaces, client.apps().deployments(), Deployment.class, RunningWorkload::of);
        watch(client, namespaces, client.apps().statefulSets(), StatefulSet.class, RunningWorkload::of);
    }

    void start() {
        began = Instant.now();
        informers.forEach(SharedIndexInformer::start);
    }

    /** What was made before we watched is no news. */
    private boolean wasThere(HasMetadata workload) {
        return !Instant.parse(workload.getMetadata().getCreationTimestamp()).isAfter(began);
    }

    /** Everything that is there was seen. */
    boolean isComplete() {
        return informers.stream().allMatch(SharedIndexInformer::hasSynced);
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>> void watch(
            KubernetesClient client,
            Set<String> namespaces,
            MixedOperation<T, L, ?> all,
            Class<T> type,
            Function<T, RunningWorkload> workload) {
        (namespaces.isEmpty() ? List.of("") : namespaces).forEach(namespace -> {
            SharedIndexInformer<T> informer = (namespace.isEmpty() ? all.inAnyNamespace() : all.inNamespace(namespace))
                    .runnableInformer(0)
                    .itemStore(new ReducedStateItemStore<>(
                            ReducedStateItemStore.NAME_KEY_STATE, type, client.getKubernetesSerialization(), KEPT))
                    .exceptionHandler(InformerRetry.INSTANCE);
            informer.addEventHandler(new ResourceEventHandler<>() {
                @Override
                public void onAdd(T added) {
                    journal.seen(workload.apply(added), wasThere(added), Instant.now());
                }

                @Override
                public void onUpdate(T before, T after) {
                    journal.seen(workload.apply(after), true, Instant.now());
                }

                @Override
                public void onDelete(T deleted, boolean finalStateUnknown) {
                    journal.gone(workload.apply(deleted));
                }
            });
            informers.add(informer);
        });
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
