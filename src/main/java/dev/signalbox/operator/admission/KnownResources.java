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

/** What informers hold. An answer waits for nothing else. */
public interface KnownResources {
    /** The one in use. */
    Optional<ObservabilityStack> stack();

    /** Whether all that is in a namespace is known. */
    boolean knows(String namespace);

    Optional<ServiceObservability> service(ResourceName name);

    Stream<ServiceObservability> services(String namespace);

    Stream<SLO> slos(String namespace);

    Stream<SamplingPolicy> samplingPolicies(String namespace);

    /** Policies that can be read. */
    List<Policy> policies();

    /** Labels of a namespace; none of one that is not known yet. */
    Map<String, String> labels(String namespace);
}
