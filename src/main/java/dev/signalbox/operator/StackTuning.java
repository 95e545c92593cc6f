package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.pipeline.sampling.DecisionSizing;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.compile.pipeline.stack.Tuning;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Progress;
import dev.signalbox.operator.sampling.PublishedSampling;
import dev.signalbox.operator.sampling.SamplingLoop;
import dev.signalbox.operator.sampling.SamplingState;
import dev.signalbox.operator.sampling.SizingAtWork;
import dev.signalbox.sampling.PolicyTargets;
import dev.signalbox.sampling.ServiceDecision;
import dev.signalbox.status.SamplingPolicyStatusReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Tells the loop who is sampled, and those who compile for collectors what it has found out. */
final class StackTuning {
    private static final String NO_COLLECTORS =
            "there are no collectors, so that there is nothing to decide; see Ready";

    private final KubernetesClient client;
    private final StackSources sources;
    private final PublishedSampling sampling;
    private volatile Optional<Given> given = Optional.empty();

    /** What a plan was compiled with. */
    private record Given(TelemetryStack stack, Duration decisionWait, Tuning tuning) {}

    StackTuning(KubernetesClient client, StackSources sources, PublishedSampling sampling) {
        this.client = client;
        this.sources = sources;
        this.sampling = sampling;
    }

    /**
     * With what a plan is to be compiled.
     *
     * @param plan before the loop has a say
     * @param targets of the plan; the loop decides for them from now on
     */
    Tuning tune(ObservabilityStack resource, TelemetryStack stack, SamplingPlan plan, List<PolicyTargets> targets) {
        sampling.publishTargets(
                targets,
                SamplingLoop.notAsked(resource),
                policy -> SamplingPolicyStatusReport.decision(
                        status(policy.policy().resource()), policy));
        Tuning tuning = tuning(stack, plan.decisionWait(), sampling.current());
        given = Optional.of(new Given(stack, plan.decisionWait(), tuning));
        return tuning;
    }

    /** There are no collectors, so nobody is sampled. */
    void end() {
        given = Optional.empty();
        sampling.publishTargets(List.of(), Optional.of(NO_COLLECTORS), _ -> Optional.empty());
    }

    /** Whether the same plan would be compiled with something else now. */
    boolean isOutdated() {
        return given.filter(
                        last -> !last.tuning().equals(tuning(last.stack(), last.decisionWait(), sampling.current())))
                .isPresent();
    }

    private Tuning tuning(TelemetryStack stack, Duration decisionWait, SamplingState state) {
        return new Tuning(percentages(state), sizing(stack, decisionWait, state), gateways(stack), boosted(state));
    }

    /** A policy that does not adapt is compiled as it is, without waiting for a step of the loop. */
    private static Map<ServiceKey, BigDecimal> percentages(SamplingState state) {
        Map<ServiceKey, BigDecimal> percentages = new TreeMap<>();
        decided(state, (service, decision) -> percentages.put(service, BigDecimal.valueOf(decision.percent())));
        return percentages;
    }

    /** What is in trouble, or was a short while ago. */
    private static Set<ServiceKey> boosted(SamplingState state) {
        Set<ServiceKey> boosted = new TreeSet<>();
        decided(state, (service, decision) -> decision.boosted().ifPresent(_ -> boosted.add(service)));
        return boosted;
    }

    private static void decided(SamplingState state, BiConsumer<ServiceKey, ServiceDecision> each) {
        state.targets().stream().filter(PolicyTargets::adapts).forEach(targets -> state.decisions()
                .of(targets.policy().resource())
                .forEach((service, decision) -> {
                    if (targets.tiers().containsKey(service)) {
                        each.accept(service, decision);
                    }
                }));
    }

    private DecisionSizing sizing(TelemetryStack stack, Duration decisionWait, SamplingState state) {
        if (state.notAsked().isPresent()) {
            return DecisionSizing.UNMEASURED;
        }
        Optional<DecisionSizing> before =
                given.map(last -> last.tuning().sizing()).or(() -> atWork(stack));
        OptionalDouble measured =
                state.seen().map(SamplingState.Seen::gatewayNewTraces).orElse(OptionalDouble.empty());
        return measured.isPresent()
                ? DecisionSizing.of(measured.getAsDouble(), decisionWait, before)
                : before.orElse(DecisionSizing.UNMEASURED);
    }

    private Optional<DecisionSizing> atWork(TelemetryStack stack) {
        CollectorName gateway = CollectorName.gateway(stack);
        ConfigMap file = client.configMaps()
                .inNamespace(gateway.namespace())
                .withName(gateway.sampling())
                .get();
        return Optional.ofNullable(file)
                .map(ConfigMap::getData)
                .map(data -> data.get(CollectorPaths.SAMPLING_FILE))
                .flatMap(SizingAtWork::in);
    }

    /** As many as there are to be: an autoscaler may know better than the stack. */
    private int gateways(TelemetryStack stack) {
        CollectorName gateway = CollectorName.gateway(stack);
        return sources.outputs()
                .progress(OutputKind.STATEFUL_SET, new ResourceName(gateway.namespace(), gateway.name()))
                .map(progress -> progress instanceof Progress.Pods pods ? pods.desired() : 0)
                .filter(desired -> desired > 0)
                .orElse(stack.collectors().gateway().replicas().min());
    }

    private Optional<SamplingPolicyStatus> status(ResourceName policy) {
        return sources.policies().stream()
                .filter(resource -> ObjectNames.of(resource).equals(policy))
                .findFirst()
                .map(SamplingPolicy::getStatus);
    }
}
