package dev.signalbox.model.pipeline;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.retention.ServiceRetention;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One service, as collectors see it; from a {@code ServiceObservability}.
 *
 * @param resource the {@code ServiceObservability}
 * @param service its {@code service.name}
 * @param labels of the resource, by which sampling policies select
 * @param pods which pods are the service's, in the resource's namespace
 * @param owner who answers for it
 * @param metrics what is scraped and dropped
 * @param logs how lines are read, masked and kept
 * @param samplingPolicy name of the {@code SamplingPolicy} that it asks for; nothing: the one that selects it
 * @param instrumentation how it comes by its telemetry
 * @param profiled whether the profiler takes its pods in
 * @param dependencies what is watched for it
 * @param probes what is asked for it
 * @param browserOrigins origins that may send telemetry; empty: none
 * @param retention how long its telemetry is kept
 */
public record TelemetryService(
        ResourceName resource,
        String service,
        Map<String, String> labels,
        LabelSelection pods,
        Owner owner,
        MetricCollection metrics,
        LogCollection logs,
        Optional<String> samplingPolicy,
        Instrumentation instrumentation,
        boolean profiled,
        List<DependencyCheck> dependencies,
        List<HttpProbe> probes,
        List<String> browserOrigins,
        ServiceRetention retention) {
    public TelemetryService {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        dependencies = List.copyOf(dependencies);
        probes = List.copyOf(probes);
        browserOrigins = List.copyOf(browserOrigins);
    }

    /** {@code namespace/service}: the one key by which collectors know whose an item is. */
    public ServiceKey key() {
        return new ServiceKey(resource.namespace(), service);
    }

    /** The same, for which something else is watched. */
    public TelemetryService watching(List<DependencyCheck> otherDependencies, List<HttpProbe> otherProbes) {
        return new TelemetryService(
                resource,
                service,
                labels,
                pods,
                owner,
                metrics,
                logs,
                samplingPolicy,
                instrumentation,
                profiled,
                otherDependencies,
                otherProbes,
                browserOrigins,
                retention);
    }

    /** Whether a collector of its namespace measures something for it. */
    public boolean watched() {
        return !dependencies.isEmpty() || !probes.isEmpty();
    }

    /** Whether an observer on the node makes its telemetry. */
    public boolean observed() {
        return instrumentation.mode() == Instrumentation.Mode.EBPF;
    }

    /** Whether a collector of its namespace speaks for it: of what it measured, or of what browsers sent. */
    public boolean spokenFor() {
        return watched() || !browserOrigins.isEmpty();
    }

    /**
     * Who answers for a service.
     *
     * @param team that is called
     * @param tier 1 to 4, 1 the most important
     * @param environment {@code deployment.environment.name}
     */
    public record Owner(Optional<String> team, Optional<Integer> tier, Optional<String> environment) {
        public static final Owner NOBODY = new Owner(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * How a service comes by its telemetry.
     *
     * @param mode who makes it
     * @param languages of its containers, for {@code AUTO}; sorted
     */
    public record Instrumentation(Mode mode, Set<String> languages) {
        public static final Instrumentation NONE = new Instrumentation(Mode.NONE, Set.of());

        public Instrumentation {
            languages = Collections.unmodifiableSet(new java.util.TreeSet<>(languages));
        }

        /** Who makes the telemetry. */
        public enum Mode {
            NONE,
            SDK,
            AUTO,
            EBPF
        }
    }
}
