package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The stack, services and policies as a replica sees them that may not lead: the framework gives its caches to the leader alone. */
final class HeadSources implements AutoCloseable {
    private final List<SharedIndexInformer<ObservabilityStack>> stacks;
    private final List<SharedIndexInformer<ServiceObservability>> services;
    private final List<SharedIndexInformer<SamplingPolicy>> policies;

    /**
     * @param namespaces which are watched; empty for all
     * @param changed called on informers' threads
     */
    HeadSources(KubernetesClient client, Set<String> namespaces, Runnable changed) {
        stacks = informers(client.resources(ObservabilityStack.class), Set.of(), changed);
        services = informers(client.resources(ServiceObservability.class), namespaces, changed);
        policies = informers(client.resources(SamplingPolicy.class), namespaces, changed);
    }

    /** Done when all that is there has been seen; tried for as long as it takes. */
    CompletableFuture<Void> start() {
        return CompletableFuture.allOf(Stream.of(stacks, services, policies)
                .flatMap(List::stream)
                .map(informer -> informer.start().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    Collection<ObservabilityStack> stacks() {
        return all(stacks);
    }

    Collection<ServiceObservability> services() {
        return all(services);
    }

    Collection<SamplingPolicy> policies() {
        return all(policies);
    }

    private static <T> Collection<T> all(List<SharedIndexInformer<T>> informers) {
        return informers.stream()
                .flatMap(informer -> informer.getStore().list().stream())
                .toList();
    }

    private static <T extends HasMetadata> List<SharedIndexInformer<T>> informers(
            MixedOperation<T, KubernetesResourceList<T>, Resource<T>> resources,
            Set<String> namespaces,
            Runnable changed) {
        return (namespaces.isEmpty()
                        ? Stream.of(resources.inAnyNamespace().runnableInformer(0))
                        : namespaces.stream().sorted().map(namespace -> resources
                                .inNamespace(namespace)
                                .runnableInformer(0)))
                .map(informer -> informer.exceptionHandler((_, _) -> true).addEventHandler(new Handler<T>(changed)))
                .toList();
    }

    private record Handler<T>(Runnable changed) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T resource) {
            changed.run();
        }

        @Override
        public void onUpdate(T before, T resource) {
            changed.run();
        }

        @Override
        public void onDelete(T resource, boolean unknown) {
            changed.run();
        }
    }

    @Override
    public void close() {
        Stream.of(stacks, services, policies).flatMap(List::stream).forEach(SharedIndexInformer::stop);
    }
}
