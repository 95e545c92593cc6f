package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.SloObservation;
import dev.signalbox.status.SloStatusReport;
import dev.signalbox.status.Transition;
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
import java.util.Optional;
import org.jboss.logging.Logger;

/** Holds the rules of each SLO in the cluster, and tells what became of them. */
@ControllerConfiguration(name = "slo")
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 300_000)
public class SloReconciler implements Reconciler<SLO> {
    /** For what mends without our hearing of it: an object that is not ours goes, a right is granted. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(SloReconciler.class);

    private final Leadership leadership;
    private final OperatorMetrics metrics;
    private FactsGatherer facts;
    private Applier applier;
    private StatusWriter statuses;
    private Announcer announcer;
    private Sweeper sweeper;

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
        sources.outputEvents().onStarted(sweeper::ask);
        sources.outputEvents().onDeleted(slo -> {
            statuses.forget(slo);
            sweeper.ask();
        });
        return sources.eventSources();
    }

    @Override
    public UpdateControl<SLO> reconcile(SLO slo, Context<SLO> context) {
        Instant now = Instant.now();
        Draft draft = Draft.of(slo, facts);
        Delivery delivery = deliver(slo, draft.compilation());
        Optional<SloStatus> before = statuses.current(slo);
        SloStatus status = SloStatusReport.next(
                before, draft.delivered(slo.getMetadata().getGeneration(), delivery), SloObservation.NONE, now);
        if (statuses.write(slo, status)) {
            metrics.statusWritten();
            announcer.announce(slo, Transition.between(before, status), now);
        }
        metrics.reconciled(outcome(draft.compilation()), Duration.between(now, Instant.now()));
        return delivery instanceof Delivery.Contended || delivery instanceof Delivery.Refused
                ? UpdateControl.<SLO>noUpdate().rescheduleAfter(LOOK_AGAIN)
                : UpdateControl.noUpdate();
    }

    /** What can't be compiled keeps what it had. */
    private Delivery deliver(SLO slo, Compilation compilation) {
        return switch (compilation) {
            case Compilation.Compiled compiled -> applier.apply(Owner.of(slo), compiled.manifests());
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
        }
    }
}
