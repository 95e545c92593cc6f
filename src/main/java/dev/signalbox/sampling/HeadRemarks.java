package dev.signalbox.sampling;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What owners should know of heads that are limited, from what policies say and whatever a loop decides meanwhile. */
public final class HeadRemarks {
    /** Metrics made of a service's spans count a part of its requests only. */
    public static final String SPAN_METRICS_SAMPLED = "SpanMetricsSampled";

    private static final double ALL = 100;

    private HeadRemarks() {}

    /** @param policies declared, in any order */
    public static Remarks of(SamplingPlan plan, ServiceClaims claims, Collection<TraceSampling> policies) {
        List<PolicyTargets> followed = PolicyTargets.of(plan, claims, policies, BigDecimal.ZERO);
        HeadStrategies strategies = HeadStrategies.of(followed, Decisions.NONE);
        Map<Remarks.Subject, List<Notice>> told = new TreeMap<>();
        strategies.notices().forEach((policy, notices) -> told.put(Remarks.Subject.policy(policy), notices));
        followed.forEach(targets -> targets.tiers().keySet().forEach(service -> {
            double percent = percent(service, targets.policy(), strategies);
            if (percent < ALL) {
                told.put(
                        Remarks.Subject.service(claims.services().get(service).resource()),
                        List.of(sampled(percent, targets.policy())));
            }
        }));
        return new Remarks(told);
    }

    /** SDKs that don't ask have what their policy said when they started. */
    private static double percent(ServiceKey service, TraceSampling policy, HeadStrategies strategies) {
        if (policy.dryRun()) {
            return ALL;
        }
        return policy.head().remote()
                ? strategies.percent(service.service())
                : policy.head().percent().doubleValue();
    }

    private static Notice sampled(double percent, TraceSampling policy) {
        return new Notice(
                SPAN_METRICS_SAMPLED,
                "SDKs start %s %% of traces by SamplingPolicy %s, and metrics made of spans count no more; take an SLI from the service's own metrics, or write spec.head.percent: 100 there"
                        .formatted(
                                BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString(),
                                policy.resource().name()));
    }
}
