package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.observe.Rounds;
import dev.signalbox.operator.observe.SloObserver;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.SloStatusReport;
import dev.signalbox.status.Transition;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Holds the rules of each SLO in the cluster, and tells what became of them. */
@ControllerConfiguration(name = "slo", informer = @Informer(informerListLimit = 250))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 300_000)
public class SloReconciler implements Reconciler<SLO> {
    /** For what mends without our hearing of it: an object that is not ours goes, a right is granted. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    /** Patience ends without an event. */
    private static final Duration WHILE_PENDING = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(SloReconciler.class);

    private final Leadership leadership;
    private final OperatorMetrics metrics;
    private FactsGatherer facts;
    private Applier applier;
    private StatusWriter statuses;
    private Announcer announcer;
    private Sweeper sweeper;
    private SloObserver observer;
    private Rounds rounds;

    @Inject
    SloReconciler(Leadership leadership, OperatorMetrics metrics) {
        this.leadership = leadership;
        this.metrics = metrics;
    }

    @Override
    public List<EventSource<?, SLO>> prepareEventSources(EventSourceContext<SLO> context) {
        SloSources sources = new SloSources(context);
        facts = new FactsGatherer(sources::stack, sources::service, sources.outputs()::watches);
        applier = new Applier(context.getClient(), sources.outputs(), leadership, metrics::held);
        statuses = new StatusWriter(context.getClient(), leadership);
        announcer = new Announcer(context.getClient(), leadership.identity());
        sweeper = new Sweeper(() -> applier.prune(sources::exists), leadership::leads);
        observer = new SloObserver(() -> Rounds.isChannel(sources.stack()), sources::wake, Instant.now());
        rounds = new Rounds(sources::stack, leadership::leads, observer);
        sources.outputEvents().onStarted(() -> {
            sweeper.ask();
            rounds.start();
        });
        sources.outputEvents().onDeleted(slo -> {
            statuses.forget(slo);
            observer.forget(SloSources.name(slo));
            sweeper.ask();
        });
        return sources.eventSources();
    }

    @Override
    public UpdateControl<SLO> reconcile(SLO slo, Context<SLO> context) {
        Instant now = Instant.now();
        Draft draft = Draft.of(slo, facts);
        Delivery delivery = deliver(slo, draft);
        Optional<SloStatus> before = statuses.current(slo);
        SloStatus status = SloStatusReport.next(
                before,
                draft.delivered(slo.getMetadata().getGeneration(), delivery),
                observer.observe(SloSources.name(slo)),
                now);
        if (statuses.write(slo, status)) {
            tell(slo, before, status, now);
        }
        metrics.reconciled(outcome(draft.compilation()), Duration.between(now, Instant.now()));
        observer.awaiting(SloSources.name(slo), SloStatusReport.isPending(status));
        return again(status, delivery);
    }

    private void tell(SLO slo, Optional<SloStatus> before, SloStatus status, Instant now) {
        metrics.statusWritten();
        announcer.announce(slo, Transition.between(before, status), now);
        if (!Objects.equals(before.map(SloStatus::groups).orElse(null), status.groups())) {
            observer.figuresWritten(SloSources.name(slo), now);
        }
    }

    private static UpdateControl<SLO> again(SloStatus status, Delivery delivery) {
        if (delivery instanceof Delivery.Contended || delivery instanceof Delivery.Refused) {
            return UpdateControl.<SLO>noUpdate().rescheduleAfter(LOOK_AGAIN);
        }
        return SloStatusReport.isPending(status)
                ? UpdateControl.<SLO>noUpdate().rescheduleAfter(WHILE_PENDING)
                : UpdateControl.noUpdate();
    }

    /** What can't be compiled keeps what it had. */
    private Delivery deliver(SLO slo, Draft draft) {
        return switch (draft.compilation()) {
            case Compilation.Compiled compiled -> {
                draft.slo().ifPresent(meant -> observer.track(meant, compiled.manifests()));
                yield applier.apply(Owner.of(slo), compiled.manifests());
            }
            case Compilation.Rejected _, Compilation.Blocked _ -> new Delivery.Kept();
        };
    }

    private static OperatorMetrics.Outcome outcome(Compilation compilation) {
        return switch (compilation) {
            case Compilation.Compiled _ -> OperatorMetrics.Outcome.COMPILED;
            case Compilation.Rejected _ -> OperatorMetrics.Outcome.REJECTED;
            case Compilation.Blocked _ -> OperatorMetrics.Outcome.BLOCKED;
        };
    }

    /** Only what nobody foresaw comes here; it is tried again, with growing pauses, and told once. */
    @Override
    public ErrorStatusUpdateControl<SLO> updateErrorStatus(SLO slo, Context<SLO> context, Exception e) {
        metrics.reconciled(OperatorMetrics.Outcome.FAILED, Duration.ZERO);
        if (context.getRetryInfo().map(RetryInfo::getAttemptCount).orElse(0) == 0) {
            LOG.errorf(e, "could not reconcile, trying again");
        }
        return ErrorStatusUpdateControl.noStatusUpdate();
    }

    @PreDestroy
    void stop() {
        if (sweeper != null) {
            sweeper.close();
            rounds.close();
        }
    }
}
