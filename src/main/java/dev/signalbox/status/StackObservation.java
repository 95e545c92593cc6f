package dev.signalbox.status;

import dev.signalbox.compile.Compilation;
import dev.signalbox.model.ResourceName;
import dev.signalbox.status.rollout.OverlayStep;
import dev.signalbox.status.rollout.Pods;
import dev.signalbox.status.rollout.Rollout;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is known of a stack.
 *
 * @param generation of the resource
 * @param compilation what it becomes
 * @param delivery what became of that
 * @param agents nothing where they are not ours to roll out
 * @param gateways likewise
 * @param others of the stack's other collectors, by what these are for
 * @param observers by the namespaces whose pods they look at
 * @param tenants by their namespaces
 */
public record StackObservation(
        long generation,
        Compilation compilation,
        Delivery delivery,
        Optional<Collectors> agents,
        Optional<Gateways> gateways,
        SortedMap<String, Collectors> others,
        SortedMap<String, Collectors> observers,
        SortedMap<String, Tenant> tenants) {
    public StackObservation {
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
        observers = Collections.unmodifiableSortedMap(new TreeMap<>(observers));
        tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
    }

    /** Where nothing is known of collectors. */
    public static StackObservation of(long generation, Compilation compilation, Delivery delivery) {
        return new StackObservation(
                generation,
                compilation,
                delivery,
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    /** Whether something is expected to change by itself within minutes. */
    public boolean isPending() {
        return Stream.of(
                        agents.stream(),
                        gateways.map(Gateways::collectors).stream(),
                        others.values().stream(),
                        observers.values().stream(),
                        tenants.values().stream().map(Tenant::collectors))
                .flatMap(collectors -> collectors)
                .anyMatch(Collectors::isPending);
    }

    /** When there is something to do, or to tell, without anything having happened. */
    public Optional<Instant> due(Instant now) {
        return gateways.stream().flatMap(all -> all.due(now)).min(Instant::compareTo);
    }

    /**
     * Collectors of one workload.
     *
     * @param rollout where their configuration is
     * @param pods nothing where there is no workload yet
     */
    public record Collectors(Rollout rollout, Optional<Pods> pods) {
        boolean isPending() {
            return rollout.isPending()
                    || rollout.wentBack() && pods.filter(Pods::settled).isEmpty();
        }
    }

    /**
     * Gateways.
     *
     * @param overlay where their sampling file is; nothing: they have none
     * @param evidence what they run
     */
    public record Gateways(Collectors collectors, Optional<OverlayStep> overlay, OverlayEvidence evidence) {
        private Stream<Instant> due(Instant now) {
            return overlay.stream()
                    .flatMap(step -> Stream.of(step.due(), OverlayReport.lateAt(step, collectors.pods(), evidence, now))
                            .flatMap(Optional::stream));
        }
    }

    /**
     * The collector of a tenant's namespace.
     *
     * @param delivery what became of what it needs
     * @param services resources of the namespace that have a part in it
     */
    public record Tenant(Collectors collectors, Delivery delivery, Set<ResourceName> services) {}
}
