package dev.signalbox.sampling;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one step of the loop decides, and what the next one starts from.
 *
 * @param policies by their resource
 * @param changes of percentages, by policy and service; each is an Event
 */
public record Decisions(SortedMap<ResourceName, PolicyDecision> policies, List<Change> changes) {
    /** Before the first step. */
    public static final Decisions NONE = new Decisions(new TreeMap<>(), List.of());

    public Decisions {
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
        changes = List.copyOf(changes);
    }

    /** The services of a policy; none where nothing was decided for it. */
    public SortedMap<ServiceKey, ServiceDecision> of(ResourceName policy) {
        return Optional.ofNullable(policies.get(policy))
                .map(PolicyDecision::services)
                .orElseGet(Collections::emptySortedMap);
    }

    /**
     * A percentage that is another now.
     *
     * @param policy whose service it is
     * @param service of which
     * @param from nothing: it is new
     * @param to percentage kept of what no rule decides
     * @param reason why
     */
    public record Change(ResourceName policy, ServiceKey service, Optional<Double> from, double to, Reason reason) {}
}
