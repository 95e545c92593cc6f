package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryStackReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryStack;
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
 * Head strategies from what resources say, with what the loop decided as statuses have it, and from nothing that only a
 * leader knows: so all replicas answer alike, also right after a start.
 */
final class HeadDocument {
    private HeadDocument() {}

    /** JSON; the same resources in any order give the same bytes. What is broken by itself is left out. */
    static byte[] of(
            Collection<ObservabilityStack> stacks,
            Collection<ServiceObservability> services,
            Collection<SamplingPolicy> policies) {
        List<TraceSampling> readable = StackDraft.readPolicies(policies);
        ServiceClaims claims = ServiceClaims.of(StackDraft.read(services));
        BigDecimal baseline = baseline(stacks);
        List<PolicyTargets> targets =
                PolicyTargets.of(SamplingPlan.of(claims, readable, baseline), claims, readable, baseline);
        return HeadStrategiesJson.document(HeadStrategies.of(targets, decisions(targets, policies)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Decisions decisions(List<PolicyTargets> targets, Collection<SamplingPolicy> policies) {
        Map<ResourceName, SamplingPolicy> byName =
                policies.stream().collect(Collectors.toMap(ObjectNames::of, Function.identity()));
        SortedMap<ResourceName, PolicyDecision> decided = new TreeMap<>();
        targets.forEach(policy -> {
            ResourceName name = policy.policy().resource();
            Optional<SamplingPolicyStatus> status =
                    Optional.ofNullable(byName.get(name)).map(SamplingPolicy::getStatus);
            SamplingPolicyStatusReport.decision(status, policy).ifPresent(decision -> decided.put(name, decision));
        });
        return new Decisions(decided, List.of());
    }

    /** Of the stack in use; it tells a percentage that is held high from one that was never raised. */
    private static BigDecimal baseline(Collection<ObservabilityStack> stacks) {
        return stacks.stream()
                .findFirst()
                .map(TelemetryStackReader::read)
                .flatMap(Reading::meant)
                .map(TelemetryStack::baselinePercent)
                .orElse(BigDecimal.ZERO);
    }
}
