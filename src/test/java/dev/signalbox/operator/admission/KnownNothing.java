package dev.signalbox.operator.admission;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A cluster in which nothing is declared, and all of it known. */
public enum KnownNothing implements KnownResources {
    INSTANCE;

    @Override
    public Optional<ObservabilityStack> stack() {
        return Optional.empty();
    }

    @Override
    public boolean knows(String namespace) {
        return true;
    }

    @Override
    public Optional<ServiceObservability> service(ResourceName name) {
        return Optional.empty();
    }

    @Override
    public Stream<ServiceObservability> services(String namespace) {
        return Stream.empty();
    }

    @Override
    public Stream<SLO> slos(String namespace) {
        return Stream.empty();
    }

    @Override
    public Stream<SamplingPolicy> samplingPolicies(String namespace) {
        return Stream.empty();
    }

    @Override
    public List<Policy> policies() {
        return List.of();
    }

    @Override
    public Map<String, String> labels(String namespace) {
        return Map.of();
    }
}
