package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.facts.Installation;
import dev.signalbox.facts.KnownBackends;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.dashboards.WantedBoards;
import dev.signalbox.operator.evidence.PublishedFindings;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.retention.PublishedRetention;
import dev.signalbox.operator.routing.PublishedRouting;
import dev.signalbox.operator.sampling.PublishedSampling;
import dev.signalbox.operator.watched.WatchedResources;
import dev.signalbox.status.Boards;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.StackObservation;
import dev.signalbox.status.StackStatusReport;
import dev.signalbox.status.StackTransitions;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The one writer of everything that is merged from many resources: makes all services and policies into collectors. */
@ControllerConfiguration(name = "stack", informer = @Informer(namespaces = Constants.WATCH_ALL_NAMESPACES))
@RateLimited(maxReconciliations = 1, within = 1)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 300_000)
public class StackReconciler implements Reconciler<ObservabilityStack> {
    /** For what mends without our hearing of it: a namespace is made, an object that is not ours goes. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final WatchedResources watched;
    private final WritableKinds kinds;
    private final Leadership leadership;
    private final OperatorMetrics metrics;
    private final PublishedOutcome published;
    private final PublishedSampling sampling;
    private final PublishedFindings findings;
    private final PublishedRetention retention;
    private final PublishedRouting routing;
    private final OperatorSettings settings;
    private final BackendAccess accesses;
    private final StackInquiries inquiries;
    private final Loops loops;
    private StackMachinery machinery;

    @Inject
    StackReconciler(
            WatchedResources watched,
            WritableKinds kinds,
            Leadership leadership,
            OperatorMetrics metrics,
            PublishedOutcome published,
            PublishedSampling sampling,
            PublishedFindings findings,
            PublishedRetention retention,
            PublishedRouting routing,
            OperatorSettings settings,
            BackendAccess accesses,
            StackInquiries inquiries,
            Loops loops) {
        this.watched = watched;
        this.kinds = kinds;
        this.leadership = leadership;
        this.metrics = metrics;
        this.published = published;
        this.sampling = sampling;
        this.findings = findings;
        this.retention = retention;
        this.routing = routing;
        this.settings = settings;
        this.accesses = accesses;
        this.inquiries = inquiries;
        this.loops = loops;
    }

    @Override
    public List<EventSource<?, ObservabilityStack>> prepareEventSources(
            EventSourceContext<ObservabilityStack> context) {
        machinery = StackMachinery.of(
                context,
                watched,
                kinds,
                leadership,
                metrics,
                published,
                sampling,
                findings,
                retention,
                routing,
                settings,
                accesses,
                inquiries,
                loops);
        return machinery.eventSources();
    }

    @Override
    public UpdateControl<ObservabilityStack> reconcile(ObservabilityStack stack, Context<ObservabilityStack> context) {
        Instant now = Instant.now();
        StackSources sources = machinery.sources();
        StackDraft draft = StackDraft.of(
                stack,
                sources.services(),
                sources.policies(),
                sources.kinds(),
                sources.confined(),
                new Installation(settings.strategies().url(), settings.image()),
                new KnownBackends(
                        retention.loki(),
                        retention.tempo(),
                        routing.known().flatMap(PublishedRouting.Known::alertmanagers)),
                routing.known().map(PublishedRouting.Known::services),
                (meant, plan, targets) -> machinery.tuning().tune(stack, meant, plan, targets));
        if (draft instanceof StackDraft.WithoutCollectors) {
            machinery.tuning().end();
        }
        Optional<ObservabilityStackStatus> before = machinery.statuses().current(stack);
        WantedBoards wanted = machinery.dashboards().wanted(draft, sources.services());
        StackObservation observation = machinery.placement().place(stack, draft, wanted::hold, before, now);
        Boards boards = machinery.dashboards().bring(Owner.of(stack), wanted);
        ObservabilityStackStatus status = StackStatusReport.next(before, observation, findings.ofStack(), boards, now);
        if (machinery.statuses().write(stack, status)) {
            metrics.statusWritten();
            machinery.announcer().announce(stack, StackTransitions.between(before, status), now);
        }
        published.publish(StackVerdict.outcome(draft, observation, published.current()));
        metrics.reconciled("ObservabilityStack", observation.compilation(), Duration.between(now, Instant.now()));
        return Stream.concat(again(observation, now).stream(), sources.confinedUntil().stream())
                .min(Comparator.naturalOrder())
                .map(after -> UpdateControl.<ObservabilityStack>noUpdate().rescheduleAfter(after))
                .orElseGet(UpdateControl::noUpdate);
    }

    private static Optional<Duration> again(StackObservation observation, Instant now) {
        boolean soon = observation.isPending() || !(observation.delivery() instanceof Delivery.Delivered);
        return Stream.concat(
                        soon ? Stream.of(LOOK_AGAIN) : Stream.empty(),
                        observation.due(now).stream()
                                .map(due -> Duration.between(now, due).plusMillis(100)))
                .map(after -> after.isPositive() ? after : LOOK_AGAIN)
                .min(Duration::compareTo);
    }

    @Override
    public ErrorStatusUpdateControl<ObservabilityStack> updateErrorStatus(
            ObservabilityStack stack, Context<ObservabilityStack> context, Exception e) {
        metrics.failed("ObservabilityStack");
        return Unforeseen.told(context, e);
    }

    @PreDestroy
    void stop() {
        if (machinery != null) {
            machinery.close();
        }
    }
}
