package dev.signalbox.compile.pipeline.sampling;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.Remarks.Subject;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.sampling.ServiceSampling.Baseline;
import dev.signalbox.compile.pipeline.sampling.ServiceSampling.Cap;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TraceSampling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
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
 * Which service is sampled how, before any control loop has a say.
 *
 * @param services every service that counts
 * @param decisionWait the longest that any policy in use asks for
 * @param remarks what owners of services and policies should know
 */
public record SamplingPlan(SortedMap<ServiceKey, ServiceSampling> services, Duration decisionWait, Remarks remarks) {
    public SamplingPlan {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    }

    /**
     * The plan for all services.
     *
     * @param stackPercent the baseline where no policy says its own, 0 to 100
     */
    public static SamplingPlan of(ServiceClaims claims, Collection<TraceSampling> declared, BigDecimal stackPercent) {
        SortedMap<ResourceName, TraceSampling> policies = new TreeMap<>();
        declared.forEach(policy -> policies.put(policy.resource(), policy));
        Map<Subject, List<Notice>> notices = new TreeMap<>();
        SortedMap<ServiceKey, Optional<TraceSampling>> chosen = new TreeMap<>();
        claims.services().forEach((key, service) -> chosen.put(key, choose(service, policies, notices)));
        List<TraceSampling> inUse = chosen.values().stream()
                .flatMap(Optional::stream)
                .distinct()
                .sorted(Comparator.comparing(TraceSampling::resource))
                .toList();
        Map<ResourceName, RuleGroup> groups = groups(inUse);
        SortedMap<ServiceKey, ServiceSampling> services = new TreeMap<>();
        chosen.forEach((key, policy) -> services.put(key, sampling(policy, groups, stackPercent)));
        return new SamplingPlan(services, decisionWait(inUse), new Remarks(notices));
    }

    /** The same, with other percentages for some services. */
    public SamplingPlan withPercentages(Map<ServiceKey, BigDecimal> percentages) {
        SortedMap<ServiceKey, ServiceSampling> adapted = new TreeMap<>(services);
        percentages.forEach((key, percent) -> adapted.computeIfPresent(
                key,
                (_, sampling) -> new ServiceSampling(
                        sampling.policy(),
                        sampling.rules(),
                        new Baseline(percent, sampling.baseline().cap()))));
        return new SamplingPlan(adapted, decisionWait, remarks);
    }

    /** The policy that a service asks for, else the first by name that selects it. */
    private static Optional<TraceSampling> choose(
            TelemetryService service,
            SortedMap<ResourceName, TraceSampling> policies,
            Map<Subject, List<Notice>> notices) {
        String namespace = service.resource().namespace();
        if (service.samplingPolicy().isPresent()) {
            ResourceName wanted =
                    new ResourceName(namespace, service.samplingPolicy().get());
            if (!policies.containsKey(wanted)) {
                tell(notices, Subject.service(service.resource()), missing(wanted));
            }
            return Optional.ofNullable(policies.get(wanted));
        }
        List<TraceSampling> selecting = policies.values().stream()
                .filter(policy -> policy.resource().namespace().equals(namespace)
                        && policy.services().selects(service.labels()))
                .toList();
        selecting.stream()
                .skip(1)
                .forEach(loser ->
                        tell(notices, Subject.policy(loser.resource()), second(service, selecting.getFirst())));
        return selecting.stream().findFirst();
    }

    private static Notice missing(ResourceName wanted) {
        return new Notice(
                "SamplingPolicyNotFound",
                "spec.traces.samplingPolicy names \"%s\", which namespace %s has no SamplingPolicy of; the stack's baseline holds until it is there"
                        .formatted(wanted.name(), wanted.namespace()));
    }

    private static Notice second(TelemetryService service, TraceSampling first) {
        return new Notice(
                "Conflicted",
                "service \"%s\" is selected by SamplingPolicy %s too, which comes first by name; select fewer, or name this policy in the service's spec.traces.samplingPolicy"
                        .formatted(service.service(), first.resource().name()));
    }

    private static void tell(Map<Subject, List<Notice>> notices, Subject subject, Notice notice) {
        notices.computeIfAbsent(subject, _ -> new ArrayList<>()).add(notice);
    }

    private static Map<ResourceName, RuleGroup> groups(List<TraceSampling> policies) {
        Map<RuleGroup, RuleGroup> byContent = new HashMap<>();
        Map<ResourceName, RuleGroup> groups = new TreeMap<>();
        for (TraceSampling policy : policies) {
            RuleGroup content = new RuleGroup("", policy.tail().rules(), policy.dryRun());
            groups.put(
                    policy.resource(),
                    byContent.computeIfAbsent(
                            content, same -> new RuleGroup(policy.resource().toString(), same.rules(), same.dryRun())));
        }
        return groups;
    }

    private static ServiceSampling sampling(
            Optional<TraceSampling> policy, Map<ResourceName, RuleGroup> groups, BigDecimal stackPercent) {
        return new ServiceSampling(
                policy.map(TraceSampling::resource),
                policy.map(chosen -> groups.get(chosen.resource())).orElse(RuleGroup.WITHOUT_RULES),
                new Baseline(
                        policy.flatMap(chosen -> chosen.tail().baselinePercent())
                                .orElse(stackPercent),
                        policy.flatMap(chosen ->
                                chosen.tail().maxSpansPerSecond().map(limit -> new Cap(chosen.resource(), limit)))));
    }

    private static Duration decisionWait(List<TraceSampling> policies) {
        return policies.stream()
                .map(policy -> policy.tail().decisionWait())
                .max(Duration::compareTo)
                .orElse(TraceSampling.Tail.NONE.decisionWait());
    }
}
