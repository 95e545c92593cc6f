package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.sampling.Decisions;
import dev.signalbox.sampling.HeadStrategies;
import dev.signalbox.sampling.HeadStrategiesJson;
import dev.signalbox.sampling.PolicyDecision;
import dev.signalbox.sampling.PolicyTargets;
import dev.signalbox.status.SamplingPolicyStatusReport;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Head strategies from what resources say, and from nothing that only a leader knows: so all replicas answer alike, also
 * right after a start.
 */
final class HeadDocument {
    private HeadDocument() {}

    /** JSON; the same resources in any order give the same bytes. What is broken by itself is left out. */
    static byte[] of(Collection<ServiceObservability> services, Collection<SamplingPolicy> policies) {
        List<TraceSampling> readable = StackDraft.readPolicies(policies);
        ServiceClaims claims = ServiceClaims.of(StackDraft.read(services));
        // No head depends on the stack's baseline.
        SamplingPlan plan = SamplingPlan.of(claims, readable, BigDecimal.ZERO);
        List<PolicyTargets> targets = PolicyTargets.of(plan, claims, readable, BigDecimal.ZERO);
        return HeadStrategiesJson.document(HeadStrategies.of(targets, told(targets, policies)))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What the adaptive loop has decided, as far as statuses say it: who is boosted. */
    private static Decisions told(List<PolicyTargets> targets, Collection<SamplingPolicy> policies) {
        Map<ResourceName, SamplingPolicy> byName =
                policies.stream().collect(Collectors.toMap(ResourceIds::name, Function.identity()));
        SortedMap<ResourceName, PolicyDecision> decisions = new TreeMap<>();
        targets.forEach(policy -> {
            ResourceName name = policy.policy().resource();
            SamplingPolicyStatusReport.decision(
                            Optional.ofNullable(byName.get(name).getStatus()), policy)
                    .ifPresent(decision -> decisions.put(name, decision));
        });
        return new Decisions(decisions, List.of());
    }
}
