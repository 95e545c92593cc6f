package dev.signalbox.operator.admission;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.policy.Policy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster in which some resources are declared, and all of it known.
 *
 * @param resources of any kind
 */
public record KnownDocuments(List<GenericKubernetesResource> resources) implements KnownResources {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    public KnownDocuments {
        resources = List.copyOf(resources);
    }

    /** @param documents in YAML */
    public static KnownDocuments of(Stream<String> documents) {
        return new KnownDocuments(documents
                .map(text -> YAML.unmarshal(text, GenericKubernetesResource.class))
                .toList());
    }

    @Override
    public Optional<ObservabilityStack> stack() {
        return all(ObservabilityStack.class).findFirst();
    }

    @Override
    public boolean knows(String namespace) {
        return true;
    }

    @Override
    public Optional<ServiceObservability> service(ResourceName name) {
        return services(name.namespace())
                .filter(service -> ObjectNames.of(service).equals(name))
                .findFirst();
    }

    @Override
    public Stream<ServiceObservability> services(String namespace) {
        return in(namespace, ServiceObservability.class);
    }

    @Override
    public Stream<SLO> slos(String namespace) {
        return in(namespace, SLO.class);
    }

    @Override
    public Stream<SamplingPolicy> samplingPolicies(String namespace) {
        return in(namespace, SamplingPolicy.class);
    }

    @Override
    public List<Policy> policies() {
        return all(ObservabilityPolicy.class)
                .flatMap(policy -> PolicyReader.read(policy).meant().stream())
                .toList();
    }

    @Override
    public Map<String, String> labels(String namespace) {
        return Map.of();
    }

    /** Those of a kind. */
    public <R extends HasMetadata> Stream<R> all(Class<R> kind) {
        return resources.stream()
                .filter(resource -> resource.getKind().equals(HasMetadata.getKind(kind)))
                .map(resource -> YAML.convertValue(resource, kind));
    }

    private <R extends HasMetadata> Stream<R> in(String namespace, Class<R> kind) {
        return all(kind)
                .filter(resource -> namespace.equals(resource.getMetadata().getNamespace()));
    }
}
