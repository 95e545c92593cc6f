package dev.signalbox.coverage;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TelemetrySignal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a service asks for.
 *
 * @param resource the {@code ServiceObservability}
 * @param service its name
 * @param pods of the service, in its namespace
 * @param team that is called
 * @param tier 1 to 4, the most important first
 * @param signals that it asks for
 * @param dashboards whether it asks for some
 */
public record Declared(
        ResourceName resource,
        String service,
        LabelSelection pods,
        Optional<String> team,
        Optional<Integer> tier,
        Set<TelemetrySignal> signals,
        boolean dashboards) {
    private static final int MOST_IMPORTANT = 1;

    public Declared {
        signals = Collections.unmodifiableSet(
                signals.isEmpty() ? EnumSet.noneOf(TelemetrySignal.class) : EnumSet.copyOf(signals));
    }

    boolean selects(Workload workload) {
        return workload.name().namespace().equals(resource.namespace()) && pods.selects(workload.podLabels());
    }

    boolean isTierOne() {
        return tier.filter(level -> level == MOST_IMPORTANT).isPresent();
    }
}
