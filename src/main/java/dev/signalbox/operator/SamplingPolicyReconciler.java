package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.pipeline.Remarks.Subject;
import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.SamplingReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.operator.sampling.PercentageChanges;
import dev.signalbox.operator.sampling.PublishedSampling;
import dev.signalbox.operator.sampling.SamplingMetrics;
import dev.signalbox.operator.sampling.SamplingState;
import dev.signalbox.operator.watched.WatchedResources;
import dev.signalbox.sampling.PolicyTargets;
import dev.signalbox.status.Contribution;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.Sampled;
import dev.signalbox.status.SamplingPolicyStatusReport;
import dev.signalbox.status.Transition;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells of each sampling policy whether collectors run with it, and for how many services. */
@ControllerConfiguration(name = "sampling", informer = @Informer(informerListLimit = 250))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 300_000)
public class SamplingPolicyReconciler implements Reconciler<SamplingPolicy> {
    private final WatchedResources watched;
    private final Leadership leadership;
    private final OperatorMetrics metrics;
    private final PublishedOutcome published;
    private final PublishedSampling sampling;
    private final SamplingMetrics samplingMetrics;
    private final PublishedCompliance compliance;
    private StatusWriter<SamplingPolicy, SamplingPolicyStatus> statuses;
    private Announcer announcer;

    @Inject
    SamplingPolicyReconciler(
            WatchedResources watched,
            Leadership leadership,
            OperatorMetrics metrics,
            PublishedOutcome published,
            PublishedSampling sampling,
            SamplingMetrics samplingMetrics,
            PublishedCompliance compliance) {
        this.watched = watched;
        this.leadership = leadership;
        this.metrics = metrics;
        this.published = published;
        this.sampling = sampling;
        this.samplingMetrics = samplingMetrics;
        this.compliance = compliance;
    }

    @Override
    public List<EventSource<?, SamplingPolicy>> prepareEventSources(EventSourceContext<SamplingPolicy> context) {
        statuses = new StatusWriter<>(context.getClient(), leadership, SamplingPolicy::new);
        announcer = new Announcer(context.getClient(), leadership.identity());
        PolicyEvents events = new PolicyEvents(context.getPrimaryCache(), statuses::forget);
        published.onChange(events::wakeAll);
        sampling.onChange(events::wakeAll);
        compliance.onObjectChange(SubjectKind.SAMPLING_POLICY, events::wake);
        sampling.onStep(state -> {
            Instant now = Instant.now();
            samplingMetrics.stepped(state, now);
            PercentageChanges.told(state.decisions().changes()).forEach((policy, changes) -> context.getPrimaryCache()
                    .get(ResourceIds.of(policy))
                    .ifPresent(resource -> announcer.announce(resource, changes, now)));
        });
        return List.of(watched.samplingPolicies().feed(context), events);
    }

    @Override
    public UpdateControl<SamplingPolicy> reconcile(SamplingPolicy policy, Context<SamplingPolicy> context) {
        Instant now = Instant.now();
        StackOutcome stack = published.current();
        if (stack.isUnknown()) {
            return UpdateControl.noUpdate(); // woken with the first outcome
        }
        Contribution contribution = contribution(policy, stack);
        Optional<SamplingPolicyStatus> before = statuses.current(policy);
        SamplingPolicyStatus status = SamplingPolicyStatusReport.next(
                before,
                contribution,
                stack.selectedBy(ObjectNames.of(policy)),
                sampled(policy, sampling.current()),
                now);
        if (statuses.write(policy, status)) {
            metrics.statusWritten();
            announcer.announce(
                    policy,
                    Transition.between(
                            before.map(SamplingPolicyStatus::conditions).orElse(List.of()), status.conditions()),
                    now);
        }
        metrics.reconciled("SamplingPolicy", contribution.compilation(), Duration.between(now, Instant.now()));
        return UpdateControl.noUpdate();
    }

    private static Sampled sampled(SamplingPolicy policy, SamplingState state) {
        ResourceName name = ObjectNames.of(policy);
        if (state.notAsked().isPresent()) {
            return new Sampled.Fixed(
                    policy.getSpec() != null && policy.getSpec().adaptive() != null,
                    state.notAsked().get());
        }
        Optional<PolicyTargets> targets = state.targets().stream()
                .filter(one -> one.policy().resource().equals(name))
                .findFirst();
        if (targets.isEmpty()) {
            return new Sampled.ByNobody();
        }
        return state.seen()
                .flatMap(
                        seen -> Optional.ofNullable(state.decisions().policies().get(name))
                                .<Sampled>map(decision -> new Sampled.Decided(
                                        targets.get(), decision, seen.measured(), seen.unavailable())))
                .orElseGet(Sampled.NotYet::new);
    }

    private Contribution contribution(SamplingPolicy policy, StackOutcome stack) {
        long generation = policy.getMetadata().getGeneration();
        return switch (SamplingReader.read(policy)) {
            case Reading.Read<TraceSampling>(TraceSampling sampling) ->
                new Contribution(
                        generation,
                        new Compilation.Compiled(List.of(), stack.remarks().of(Subject.policy(sampling.resource()))),
                        new Delivery.Kept(),
                        stack.of(sampling),
                        compliance.of(SubjectKind.SAMPLING_POLICY, sampling.resource()));
            case Reading.Invalid<TraceSampling>(List<Violation> violations) ->
                new Contribution(
                        generation, new Compilation.Rejected(violations), new Delivery.Kept(), stack.overall());
        };
    }

    @Override
    public ErrorStatusUpdateControl<SamplingPolicy> updateErrorStatus(
            SamplingPolicy policy, Context<SamplingPolicy> context, Exception e) {
        metrics.failed("SamplingPolicy");
        return Unforeseen.told(context, e);
    }
}
