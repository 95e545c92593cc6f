package dev.signalbox.operator;

import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.compile.pipeline.stack.StackParts;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.status.InCollectors;
import dev.signalbox.status.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of all services and policies together.
 *
 * @param services that went into the last plan
 * @param policies that went into the last plan
 * @param running that are in what all collectors run with
 * @param atTenants what holds for services that have a part in a collector of their namespace, where that does not run with
 *     it
 * @param overall what holds for those that are planned and not running
 * @param remarks of the last plan
 * @param sampling of the last plan
 * @param monitors how services are scraped; nothing while it is not known
 */
record StackOutcome(
        Map<ResourceName, TelemetryService> services,
        Map<ResourceName, TraceSampling> policies,
        Running running,
        Map<ResourceName, InCollectors> atTenants,
        InCollectors overall,
        Remarks remarks,
        Optional<SamplingPlan> sampling,
        Optional<Monitors> monitors) {
    private static final InCollectors.Awaited SOON = new InCollectors.Awaited("collectors have not been told yet");

    /** Before the stack was looked at. */
    static final StackOutcome UNKNOWN = without(SOON, Optional.empty());

    static final StackOutcome NO_STACK = without(
            new InCollectors.Blocked(
                    Reason.NO_STACK.text(),
                    "there is no ObservabilityStack default, so there are no collectors; write one with spec.namespace and where"
                            + " telemetry goes"),
            Optional.of(Monitors.NONE));

    /**
     * How services are scraped.
     *
     * @param wanted whether there is anybody to scrape for
     * @param usually between two scrapes where a service doesn't say
     */
    record Monitors(boolean wanted, Duration usually, ClusterFacts facts) {
        static final Monitors NONE = new Monitors(
                false, Duration.ZERO, new ClusterFacts(Set.of(), Optional.empty(), RuleSettings.DEFAULT, Map.of()));
    }

    /** What all collectors run with. */
    record Running(Map<ResourceName, TelemetryService> services, Map<ResourceName, TraceSampling> policies) {
        static final Running NOTHING = new Running(Map.of(), Map.of());
    }

    /** Nothing is planned. */
    static StackOutcome without(InCollectors overall, Optional<Monitors> monitors) {
        return new StackOutcome(
                Map.of(), Map.of(), Running.NOTHING, Map.of(), overall, Remarks.NONE, Optional.empty(), monitors);
    }

    /** Where dashboards go. */
    DashboardSettings dashboards() {
        return monitors.map(known -> known.facts().dashboards()).orElse(DashboardSettings.NONE);
    }

    /** Nothing can be told of anybody yet. */
    boolean isUnknown() {
        return equals(UNKNOWN);
    }

    /** The same plan, of which something else is known. */
    StackOutcome with(InCollectors other) {
        return new StackOutcome(services, policies, running, atTenants, other, remarks, sampling, monitors);
    }

    /**
     * A plan.
     *
     * @param overall of the plan; once collectors run with it, all in it is running
     * @param before what was running so far
     */
    static StackOutcome of(
            StackDraft.WithCollectors draft,
            InCollectors overall,
            Map<ResourceName, InCollectors> atTenants,
            Running before) {
        StackParts parts = draft.parts();
        Map<ResourceName, TelemetryService> services = byName(parts.services(), TelemetryService::resource);
        Map<ResourceName, TraceSampling> policies = byName(parts.policies(), TraceSampling::resource);
        Running running = overall instanceof InCollectors.Running ? new Running(services, policies) : before;
        return new StackOutcome(
                services,
                policies,
                running,
                atTenants,
                overall,
                draft.remarks(),
                Optional.of(draft.plan().sampling()),
                Optional.of(new Monitors(true, parts.stack().scrapeInterval(), draft.facts())));
    }

    InCollectors of(TelemetryService meant) {
        InCollectors everywhere = of(meant, meant.resource(), services, running.services());
        return everywhere instanceof InCollectors.Running
                ? atTenants.getOrDefault(meant.resource(), everywhere)
                : everywhere;
    }

    /** Services of which something else is known than in another outcome; nothing: that may be so of all. */
    Optional<Set<ResourceName>> servicesThatDiffer(StackOutcome other) {
        if (!equals(new StackOutcome(
                other.services,
                other.policies,
                other.running,
                atTenants,
                other.overall,
                other.remarks,
                other.sampling,
                other.monitors))) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(atTenants, other.atTenants)
                .flatMap(verdicts -> verdicts.keySet().stream())
                .filter(service -> !Objects.equals(atTenants.get(service), other.atTenants.get(service)))
                .collect(Collectors.toSet()));
    }

    InCollectors of(TraceSampling meant) {
        return of(meant, meant.resource(), policies, running.policies());
    }

    /** Name of the policy that a service follows. */
    Optional<String> policyOf(TelemetryService service) {
        return sampling.flatMap(plan -> Optional.ofNullable(plan.services().get(service.key())))
                .filter(_ -> service.equals(services.get(service.resource())))
                .flatMap(chosen -> chosen.policy().map(ResourceName::name));
    }

    /** How many services follow a policy. */
    Optional<Integer> selectedBy(ResourceName policy) {
        return sampling.map(plan -> (int) plan.services().values().stream()
                .filter(service -> service.policy().filter(policy::equals).isPresent())
                .count());
    }

    private <T> InCollectors of(T meant, ResourceName name, Map<ResourceName, T> planned, Map<ResourceName, T> runs) {
        if (meant.equals(runs.get(name))) {
            return new InCollectors.Running();
        }
        boolean isPlanned = meant.equals(planned.get(name));
        return switch (overall) {
            case InCollectors.Blocked _, InCollectors.Held _ -> overall;
            case InCollectors.Awaited _, InCollectors.Running _ -> isPlanned ? overall : SOON;
        };
    }

    private static <T> Map<ResourceName, T> byName(Collection<T> parts, Function<T, ResourceName> name) {
        return parts.stream().collect(Collectors.toUnmodifiableMap(name, Function.identity()));
    }
}
