package dev.signalbox.compile.pipeline.stack;

import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.pipeline.TraceSampling;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * All that is made into one.
 *
 * @param stack the one in use
 * @param services of all namespaces, sorted by name
 * @param policies of all namespaces, sorted by name
 */
public record StackParts(TelemetryStack stack, List<TelemetryService> services, List<TraceSampling> policies) {
    public StackParts {
        services = services.stream()
                .sorted(Comparator.comparing(TelemetryService::resource))
                .toList();
        policies = policies.stream()
                .sorted(Comparator.comparing(TraceSampling::resource))
                .toList();
    }

    /** Parts in any order. */
    public static StackParts of(
            TelemetryStack stack, Collection<TelemetryService> services, Collection<TraceSampling> policies) {
        return new StackParts(stack, List.copyOf(services), List.copyOf(policies));
    }
}
