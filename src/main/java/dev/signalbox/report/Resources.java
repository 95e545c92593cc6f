package dev.signalbox.report;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/**
 * What a report is made of.
 *
 * @param policies of sampling
 * @param guardrails policies over namespaces, which are outside of them; none in a narrower scope
 * @param stack the one in use; of its status a narrower scope takes only what names its namespaces
 */
public record Resources(
        List<SLO> slos,
        List<ServiceObservability> services,
        List<SamplingPolicy> policies,
        List<ObservabilityPolicy> guardrails,
        Optional<ObservabilityStack> stack,
        Scope scope) {
    public Resources {
        slos = in(scope, slos);
        services = in(scope, services);
        policies = in(scope, policies);
        guardrails = scope.isCluster() ? List.copyOf(guardrails) : List.of();
    }

    /** Only what is in that scope. */
    public Resources within(Scope narrower) {
        return new Resources(slos, services, policies, guardrails, stack, narrower);
    }

    private static <T extends HasMetadata> List<T> in(Scope scope, List<T> resources) {
        return resources.stream()
                .filter(resource -> scope.includes(
                        Optional.ofNullable(resource.getMetadata().getNamespace())
                                .orElse("")))
                .toList();
    }
}
