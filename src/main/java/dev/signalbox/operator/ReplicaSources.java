package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The stack, services and policies as a replica sees them that may not lead: the framework gives its caches to the leader alone. */
@Singleton
class ReplicaSources {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<SharedIndexInformer<ObservabilityStack>> stacks;
    private final List<SharedIndexInformer<ServiceObservability>> services;
    private final List<SharedIndexInformer<SamplingPolicy>> policies;

    private final Set<String> namespaces;
    private CompletableFuture<Void> started;

    @Inject
    ReplicaSources(
            KubernetesClient client,
            @ConfigProperty(name = "quarkus.operator-sdk.namespaces") Optional<List<String>> namespaces) {
        this.namespaces = namespaces.map(Set::copyOf).orElse(Set.of());
        Runnable told = () -> listeners.forEach(Runnable::run);
        stacks = informers(client.resources(ObservabilityStack.class), Set.of());
        services = informers(client.resources(ServiceObservability.class), this.namespaces);
        policies = informers(client.resources(SamplingPolicy.class), this.namespaces);
        Stream.of(stacks, services, policies)
                .flatMap(List::stream)
                .forEach(informer -> informer.addEventHandler(new Handler<>(told)));
    }

    /** Done when all that is there has been seen; tried for as long as it takes. */
    synchronized CompletableFuture<Void> start() {
        if (started == null) {
            started = CompletableFuture.allOf(Stream.of(stacks, services, policies)
                    .flatMap(List::stream)
                    .map(informer -> informer.start().toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new));
        }
        return started;
    }

    /** @param changed called on informers' threads */
    void onChange(Runnable changed) {
        listeners.add(changed);
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

    /** Those in one namespace. */
    Stream<ServiceObservability> services(String namespace) {
        return in(services, namespace);
    }

    /** Those in one namespace. */
    Stream<SamplingPolicy> policies(String namespace) {
        return in(policies, namespace);
    }

    Optional<ServiceObservability> service(ResourceName name) {
        return one(services, Cache.namespaceKeyFunc(name.namespace(), name.name()));
    }

    /** The one in use. */
    Optional<ObservabilityStack> stack() {
        return one(stacks, SloSources.STACK);
    }

    /** Which are watched; empty for all. */
    Set<String> namespaces() {
        return namespaces;
    }

    /** Whether all that is in a namespace is watched. */
    boolean watches(String namespace) {
        return namespaces.isEmpty() || namespaces.contains(namespace);
    }

    /** Informers for the namespaces that are watched; of a kind that is in none, one for all. */
    static <T extends HasMetadata> List<SharedIndexInformer<T>> informers(
            MixedOperation<T, KubernetesResourceList<T>, Resource<T>> resources, Set<String> namespaces) {
        return (namespaces.isEmpty()
                        ? Stream.of(resources.inAnyNamespace().runnableInformer(0))
                        : namespaces.stream().sorted().map(namespace -> resources
                                .inNamespace(namespace)
                                .runnableInformer(0)))
                .map(informer -> informer.exceptionHandler((_, _) -> true))
                .toList();
    }

    static <T> Stream<T> in(List<SharedIndexInformer<T>> informers, String namespace) {
        return informers.stream()
                .flatMap(informer -> informer.getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace).stream());
    }

    static <T> Optional<T> one(List<SharedIndexInformer<T>> informers, String key) {
        return informers.stream()
                .flatMap(informer -> Optional.ofNullable(informer.getStore().getByKey(key)).stream())
                .findFirst();
    }

    private static <T> Collection<T> all(List<SharedIndexInformer<T>> informers) {
        return informers.stream()
                .flatMap(informer -> informer.getStore().list().stream())
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

    @PreDestroy
    void stop() {
        Stream.of(stacks, services, policies).flatMap(List::stream).forEach(SharedIndexInformer::stop);
    }
}
