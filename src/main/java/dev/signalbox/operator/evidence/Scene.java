package dev.signalbox.operator.evidence;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.operator.observe.Channel;
import java.util.List;

/**
 * What is looked into.
 *
 * @param stack the one in use
 * @param services all that are watched, in no order
 * @param metrics whom to ask about series
 */
public record Scene(ObservabilityStack stack, List<ServiceObservability> services, Channel metrics) {
    public Scene {
        services = List.copyOf(services);
    }
}
