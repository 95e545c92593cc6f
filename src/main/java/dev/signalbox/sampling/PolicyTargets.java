package dev.signalbox.sampling;

import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A policy and the services that follow it.
 *
 * @param policy what is asked for
 * @param stackBaseline percentage where the policy has none
 * @param tiers of each service, 1 to 4; nothing where it has none. No service is in two policies
 */
public record PolicyTargets(
        TraceSampling policy, BigDecimal stackBaseline, SortedMap<ServiceKey, Optional<Integer>> tiers) {
    public PolicyTargets {
        tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
    }

    public PolicyTargets(TraceSampling policy, BigDecimal stackBaseline, Map<ServiceKey, Optional<Integer>> tiers) {
        this(policy, stackBaseline, new TreeMap<>(tiers));
    }

    /**
     * All policies that a service follows.
     *
     * @param policies declared; those without a service are left out
     * @param stackBaseline percentage where a policy has none, 0 to 100
     * @return by name
     */
    public static List<PolicyTargets> of(
            SamplingPlan plan, ServiceClaims claims, Collection<TraceSampling> policies, BigDecimal stackBaseline) {
        Map<ResourceName, Map<ServiceKey, Optional<Integer>>> tiers = new HashMap<>();
        plan.services().forEach((service, sampling) -> sampling.policy()
                .ifPresent(policy -> tiers.computeIfAbsent(policy, _ -> new TreeMap<>())
                        .put(service, claims.services().get(service).owner().tier())));
        return policies.stream()
                .filter(policy -> tiers.containsKey(policy.resource()))
                .sorted(Comparator.comparing(TraceSampling::resource))
                .map(policy -> new PolicyTargets(policy, stackBaseline, tiers.get(policy.resource())))
                .toList();
    }

    /** Whether percentages follow anything. */
    public boolean adapts() {
        return policy.adaptive().isPresent();
    }

    /**
     * Percentage of traces that SDKs are to start, 0 to 100. Those that ask for it start more in trouble as well; where all
     * are started there is nothing to do.
     *
     * @param boosted whether the service is in trouble, or cooling down
     */
    public double headPercent(boolean boosted) {
        double percent = policy.head().percent().doubleValue();
        return boosted && policy.head().remote() ? Math.min(100, percent * spikeMultiplier()) : percent;
    }

    /** Percentage of traces that gateways keep of what no rule decides, without trouble or a budget; 0 to 100. */
    public double baselinePercent() {
        return policy.tail().baselinePercent().orElse(stackBaseline).doubleValue();
    }

    double boostedPercent() {
        return Math.min(100, baselinePercent() * spikeMultiplier());
    }

    double spikeMultiplier() {
        return policy.adaptive()
                .map(adaptive -> adaptive.spikeMultiplier().doubleValue())
                .orElse(1.0);
    }

    Optional<Integer> budget() {
        return policy.adaptive().flatMap(TraceSampling.Adaptive::spansPerSecond);
    }
}
