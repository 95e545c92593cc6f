package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.compile.pipeline.stack.CollectorPlan;
import dev.signalbox.compile.pipeline.stack.StackCompiler;
import dev.signalbox.compile.pipeline.stack.StackParts;
import dev.signalbox.compile.pipeline.stack.Tuning;
import dev.signalbox.compile.retention.RetentionPlan;
import dev.signalbox.compile.routing.AlertedServices;
import dev.signalbox.compile.routing.RoutingPlan;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.Installation;
import dev.signalbox.facts.KnownBackends;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.facts.SlothIds;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.StackReader;
import dev.signalbox.intake.pipeline.DashboardsReader;
import dev.signalbox.intake.pipeline.RoutingReader;
import dev.signalbox.intake.pipeline.SamplingReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.intake.pipeline.TelemetryStackReader;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.model.routing.AlertRouting;
import dev.signalbox.sampling.HeadRemarks;
import dev.signalbox.sampling.PolicyTargets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a stack, and everything that is declared, is to become. */
sealed interface StackDraft {

    /** The stack is wrong. */
    record Wrong(List<Violation> violations) implements StackDraft {}

    /**
     * The stack names nobody who takes telemetry.
     *
     * @param routing who is told of alerts; nothing: not known yet, and stays as it is
     */
    record WithoutCollectors(TelemetryStack stack, Optional<RoutingPlan> routing, ClusterFacts facts)
            implements StackDraft {}

    /**
     * Collectors.
     *
     * @param parts what they are made of; what is broken by itself is left out
     * @param plan what they are told
     * @param retention what servers are told of how long they keep what they are sent
     * @param routing who is told of alerts; nothing: not known yet, and stays as it is
     */
    record WithCollectors(
            StackParts parts,
            CollectorPlan plan,
            RetentionPlan retention,
            Optional<RoutingPlan> routing,
            ClusterFacts facts)
            implements StackDraft {

        /** What owners of services and policies should know. */
        Remarks remarks() {
            return plan.remarks().and(HeadRemarks.of(plan.sampling(), plan.claims(), parts.policies()));
        }
    }

    /** Asked once for each plan, and only where there are collectors. */
    interface Tuner {
        /** @param targets who is sampled by which policy, by the plan */
        Tuning tune(TelemetryStack stack, SamplingPlan plan, List<PolicyTargets> targets);
    }

    /**
     * @param kinds that are served and may be written
     * @param confined namespaces that policies confine
     * @param signalbox where we are ourselves
     * @param alerted whom alerts are about; nothing: it is not known yet
     */
    static StackDraft of(
            ObservabilityStack resource,
            Collection<ServiceObservability> services,
            Collection<SamplingPolicy> policies,
            Set<ServedKind> kinds,
            Set<String> confined,
            Installation signalbox,
            KnownBackends backends,
            Optional<AlertedServices> alerted,
            Tuner tuner) {
        Reading<RuleSettings> rules = StackReader.read(resource);
        Reading<TelemetryStack> telemetry = TelemetryStackReader.read(resource);
        Reading<DashboardSettings> dashboards = DashboardsReader.read(resource);
        Reading<AlertRouting> routes = RoutingReader.read(resource);
        if (rules instanceof Reading.Read<RuleSettings>(RuleSettings settings)
                && dashboards instanceof Reading.Read<DashboardSettings>(DashboardSettings boards)
                && telemetry instanceof Reading.Read<TelemetryStack>(TelemetryStack stack)
                && routes instanceof Reading.Read<AlertRouting>(AlertRouting routing)) {
            ClusterFacts facts = new ClusterFacts(
                            kinds,
                            Optional.empty(),
                            settings,
                            Map.of(),
                            SlothIds.NONE,
                            Map.of(),
                            signalbox,
                            backends,
                            boards,
                            Map.of())
                    .withConfined(confined);
            return of(stack, read(services), readPolicies(policies), facts, plan(routing, alerted, facts), tuner);
        }
        return new Wrong(Stream.of(rules, telemetry, dashboards, routes)
                .flatMap(reading -> reading.violations().stream())
                .distinct()
                .toList());
    }

    /** What of the stack itself there is to tell, whatever became of its outputs. */
    default Compilation compilation() {
        return switch (this) {
            case Wrong(List<Violation> violations) -> new Compilation.Rejected(violations);
            case WithoutCollectors none -> compiled(none.stack(), none.routing());
            case WithCollectors collectors -> compiled(collectors.parts().stack(), collectors.routing());
        };
    }

    private static Compilation compiled(TelemetryStack stack, Optional<RoutingPlan> routing) {
        return new Compilation.Compiled(
                List.of(),
                Stream.concat(
                                StackCompiler.notices(stack).stream(),
                                routing.stream().flatMap(plan -> plan.notices().stream()))
                        .toList());
    }

    private static Optional<RoutingPlan> plan(
            AlertRouting routing, Optional<AlertedServices> alerted, ClusterFacts facts) {
        return routing.isAsked()
                ? alerted.map(services ->
                        RoutingPlan.of(routing, services, facts.backends().alertmanagers(), facts))
                : Optional.of(RoutingPlan.NOTHING);
    }

    private static StackDraft of(
            TelemetryStack stack,
            List<TelemetryService> services,
            List<TraceSampling> policies,
            ClusterFacts facts,
            Optional<RoutingPlan> routing,
            Tuner tuner) {
        List<Violation> violations = StackCompiler.violations(stack);
        if (!violations.isEmpty()) {
            return new Wrong(violations);
        }
        if (!StackCompiler.hasCollectors(stack)) {
            return new WithoutCollectors(stack, routing, facts);
        }
        StackParts parts = StackParts.of(stack, services, policies);
        CollectorPlan plan = StackCompiler.plan(parts, tuning(parts, tuner), facts);
        List<Violation> tooLarge = plan.tooLarge();
        return tooLarge.isEmpty()
                ? new WithCollectors(parts, plan, RetentionPlan.of(stack, plan.claims(), facts), routing, facts)
                : new Wrong(tooLarge);
    }

    private static Tuning tuning(StackParts parts, Tuner tuner) {
        TelemetryStack stack = parts.stack();
        ServiceClaims claims = ServiceClaims.of(parts.services());
        SamplingPlan plan = SamplingPlan.of(claims, parts.policies(), stack.baselinePercent());
        return tuner.tune(stack, plan, PolicyTargets.of(plan, claims, parts.policies(), stack.baselinePercent()));
    }

    /** Those that are right by themselves. */
    static List<TelemetryService> read(Collection<ServiceObservability> services) {
        return services.stream()
                .filter(service -> ServiceReader.read(service) instanceof Reading.Read<?>)
                .flatMap(service -> TelemetryServiceReader.read(service).meant().stream())
                .toList();
    }

    /** Those that are right by themselves. */
    static List<TraceSampling> readPolicies(Collection<SamplingPolicy> policies) {
        return policies.stream()
                .flatMap(policy -> SamplingReader.read(policy).meant().stream())
                .toList();
    }
}
