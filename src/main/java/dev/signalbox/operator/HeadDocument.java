package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.sampling.Decisions;
import dev.signalbox.sampling.HeadStrategies;
import dev.signalbox.sampling.HeadStrategiesJson;
import dev.signalbox.sampling.PolicyTargets;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

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
        return HeadStrategiesJson.document(
                        HeadStrategies.of(PolicyTargets.of(plan, claims, readable, BigDecimal.ZERO), Decisions.NONE))
                .getBytes(StandardCharsets.UTF_8);
    }
}
