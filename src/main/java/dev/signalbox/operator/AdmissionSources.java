package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.admission.KnownResources;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What the webhook of any replica knows: beside what head strategies take, SLOs, policies and namespaces. */
@Singleton
class AdmissionSources implements KnownResources {
    private final ReplicaSources others;
    private final List<SharedIndexInformer<SLO>> slos;
    private final List<SharedIndexInformer<ObservabilityPolicy>> policies;
    private final SharedIndexInformer<Namespace> namespaces;

    @Inject
    AdmissionSources(KubernetesClient client, ReplicaSources others) {
        this.others = others;
        slos = ReplicaSources.informers(client.resources(SLO.class), others.namespaces());
        policies = ReplicaSources.informers(client.resources(ObservabilityPolicy.class), Set.of());
        namespaces = client.namespaces().runnableInformer(0).exceptionHandler((_, _) -> true);
    }

    /** Done when all that is there has been seen; tried for as long as it takes. */
    CompletableFuture<Void> start() {
        return CompletableFuture.allOf(
                Stream.concat(Stream.of(others.start()), informers().map(informer -> informer.start()
                                .toCompletableFuture()))
                        .toArray(CompletableFuture<?>[]::new));
    }

    private Stream<SharedIndexInformer<?>> informers() {
        return Stream.of(slos, policies, List.of(namespaces)).flatMap(List::stream);
    }

    @Override
    public Optional<ObservabilityStack> stack() {
        return others.stack();
    }

    @Override
    public boolean knows(String namespace) {
        return others.watches(namespace);
    }

    @Override
    public Optional<ServiceObservability> service(ResourceName name) {
        return others.service(name);
    }

    @Override
    public Stream<ServiceObservability> services(String namespace) {
        return others.services(namespace);
    }

    @Override
    public Stream<SLO> slos(String namespace) {
        return ReplicaSources.in(slos, namespace);
    }

    @Override
    public Stream<SamplingPolicy> samplingPolicies(String namespace) {
        return others.policies(namespace);
    }

    @Override
    public Stream<ObservabilityPolicy> policies() {
        return policies.stream().flatMap(informer -> informer.getStore().list().stream());
    }

    @Override
    public Map<String, String> labels(String namespace) {
        return Optional.ofNullable(namespaces.getStore().getByKey(namespace))
                .map(known -> known.getMetadata().getLabels())
                .orElse(Map.of());
    }

    @PreDestroy
    void stop() {
        informers().forEach(SharedIndexInformer::stop);
    }
}
