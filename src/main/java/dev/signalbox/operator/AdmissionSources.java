package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.operator.admission.KnownResources;
import dev.signalbox.operator.watched.WatchedResources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the webhook of any replica knows.
 *
 * @param watched all of it
 */
record AdmissionSources(WatchedResources watched) implements KnownResources {
    @Override
    public Optional<ObservabilityStack> stack() {
        return watched.stack();
    }

    @Override
    public boolean knows(String namespace) {
        return watched.namespaces().isEmpty() || watched.namespaces().contains(namespace);
    }

    @Override
    public Optional<ServiceObservability> service(ResourceName name) {
        return watched.services().find(name);
    }

    @Override
    public Stream<ServiceObservability> services(String namespace) {
        return watched.services().in(namespace);
    }

    @Override
    public Stream<SLO> slos(String namespace) {
        return watched.slos().in(namespace);
    }

    @Override
    public Stream<SamplingPolicy> samplingPolicies(String namespace) {
        return watched.samplingPolicies().in(namespace);
    }

    @Override
    public List<Policy> policies() {
        return watched.guardrails().policies();
    }

    @Override
    public Map<String, String> labels(String namespace) {
        return watched.namespaceLabels().of(namespace).orElse(Map.of());
    }
}
