package dev.signalbox.operator.watched;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** All resources of ours, and whom policies are for, as any replica knows them. */
@Singleton
public class WatchedResources {
    /** Name of the {@code ObservabilityStack} in use. */
    public static final ResourceName STACK_IN_USE = new ResourceName("", "default");

    private final WatchedKind<SLO> slos = new WatchedKind<>();
    private final WatchedKind<ServiceObservability> services = new WatchedKind<>();
    private final WatchedKind<SamplingPolicy> samplingPolicies = new WatchedKind<>();
    private final WatchedKind<ObservabilityStack> stacks = new WatchedKind<>();
    private final WatchedKind<ObservabilityPolicy> policies = new WatchedKind<>();
    private final NamespaceLabels namespaceLabels;
    private final Guardrails guardrails;
    private final Set<String> namespaces;

    @Inject
    WatchedResources(
            KubernetesClient client,
            @ConfigProperty(name = "quarkus.operator-sdk.namespaces") Optional<List<String>> namespaces) {
        this.namespaces = namespaces.map(Set::copyOf).orElse(Set.of());
        namespaceLabels = new NamespaceLabels(client);
        guardrails = new Guardrails(policies, namespaceLabels);
    }

    public WatchedKind<SLO> slos() {
        return slos;
    }

    public WatchedKind<ServiceObservability> services() {
        return services;
    }

    public WatchedKind<SamplingPolicy> samplingPolicies() {
        return samplingPolicies;
    }

    public WatchedKind<ObservabilityStack> stacks() {
        return stacks;
    }

    /** Policies as resources, as their controller feeds them; {@link #guardrails} is what they mean. */
    public WatchedKind<ObservabilityPolicy> policies() {
        return policies;
    }

    public Guardrails guardrails() {
        return guardrails;
    }

    public NamespaceLabels namespaceLabels() {
        return namespaceLabels;
    }

    public Confinement confinement() {
        return new Confinement(guardrails, namespaceLabels);
    }

    /** The stack in use. */
    public Optional<ObservabilityStack> stack() {
        return stacks.find(STACK_IN_USE);
    }

    /** Which namespaces are watched; empty for all. */
    public Set<String> namespaces() {
        return namespaces;
    }

    /** Done when everything that is there has been read. */
    public CompletableFuture<Void> known() {
        return CompletableFuture.allOf(
                slos.known(), services.known(), samplingPolicies.known(), stacks.known(), guardrails.known());
    }

    @PreDestroy
    void stop() {
        namespaceLabels.close();
    }
}
