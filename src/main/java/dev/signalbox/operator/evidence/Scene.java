package dev.signalbox.operator.evidence;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.operator.observe.Channel;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is looked into.
 *
 * @param stack the one in use
 * @param services all that are watched, in no order
 * @param metrics whom to ask about series
 * @param forbiddenLogLabels labels that policies forbid, by namespace; those in which none are forbidden are not there
 */
public record Scene(
        ObservabilityStack stack,
        List<ServiceObservability> services,
        Channel metrics,
        Map<String, Set<String>> forbiddenLogLabels) {
    public Scene {
        services = List.copyOf(services);
        forbiddenLogLabels = Map.copyOf(forbiddenLogLabels);
    }

    /** Where no policy forbids labels. */
    public Scene(ObservabilityStack stack, List<ServiceObservability> services, Channel metrics) {
        this(stack, services, metrics, Map.of());
    }
}
