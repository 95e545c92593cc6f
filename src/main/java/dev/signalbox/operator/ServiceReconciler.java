package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.dashboards.WantedBoards;
import dev.signalbox.operator.evidence.PublishedFindings;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.watched.WatchedResources;
import dev.signalbox.status.Boards;
import dev.signalbox.status.Contribution;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.ServiceStatusReport;
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
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the monitor of each service, and tells whether collectors run with it. Its part of them is the stack's to write. */
@ControllerConfiguration(name = "service", informer = @Informer(informerListLimit = 250))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 300_000)
public class ServiceReconciler implements Reconciler<ServiceObservability> {
    /** For what mends without our hearing of it: an object that is not ours goes. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private final WatchedResources watched;
    private final WritableKinds kinds;
    private final Leadership leadership;
    private final OperatorMetrics metrics;
    private final PublishedOutcome published;
    private final PublishedFindings findings;
    private final PublishedCompliance compliance;
    private final Loops loops;
    private ServiceMachinery machinery;

    @Inject
    ServiceReconciler(
            WatchedResources watched,
            WritableKinds kinds,
            Leadership leadership,
            OperatorMetrics metrics,
            PublishedOutcome published,
            PublishedFindings findings,
            PublishedCompliance compliance,
            Loops loops) {
        this.watched = watched;
        this.kinds = kinds;
        this.leadership = leadership;
        this.metrics = metrics;
        this.published = published;
        this.findings = findings;
        this.compliance = compliance;
        this.loops = loops;
    }

    @Override
    public List<EventSource<?, ServiceObservability>> prepareEventSources(
            EventSourceContext<ServiceObservability> context) {
        machinery = ServiceMachinery.of(context, kinds, leadership, metrics, loops);
        published.onChange(machinery.outputEvents()::wakeAllIfRunning);
        published.onServiceChange(service -> machinery.outputEvents().wakeIfRunning(ResourceIds.of(service)));
        findings.onServiceChange(service -> machinery.outputEvents().wakeIfRunning(ResourceIds.of(service)));
        compliance.onObjectChange(
                SubjectKind.SERVICE_OBSERVABILITY,
                service -> machinery.outputEvents().wakeIfRunning(ResourceIds.of(service)));
        return List.of(watched.services().feed(context), machinery.outputEvents());
    }

    @Override
    public UpdateControl<ServiceObservability> reconcile(
            ServiceObservability service, Context<ServiceObservability> context) {
        Instant now = Instant.now();
        StackOutcome stack = published.current();
        if (stack.isUnknown()) {
            return UpdateControl.noUpdate(); // woken with the first outcome
        }
        ServiceDraft draft =
                ServiceDraft.of(service, stack, findings.of(ObjectNames.of(service)), machinery.outputs()::watches);
        WantedBoards wanted = wanted(service, draft, stack);
        Delivery delivery = deliver(service, draft.compilation(), stack, wanted);
        Boards boards = wanted.bring(Owner.of(service), machinery.applier(), machinery.outputs());
        Optional<ServiceObservabilityStatus> before = machinery.statuses().current(service);
        ServiceObservabilityStatus status = ServiceStatusReport.next(
                before,
                new Contribution(
                        service.getMetadata().getGeneration(),
                        draft.compilation(),
                        delivery,
                        draft.service().map(stack::of).orElse(stack.overall()),
                        compliance.of(SubjectKind.SERVICE_OBSERVABILITY, ObjectNames.of(service))),
                draft.service().map(TelemetryService::service),
                draft.service().flatMap(stack::policyOf),
                findings.of(ObjectNames.of(service)),
                boards,
                boards instanceof Boards.InCluster
                                || boards instanceof Boards.None
                                        && draft.service().isPresent()
                        ? Optional.of(MadeDashboards.of(draft.boards(), stack.dashboards()))
                        : Optional.empty(),
                now);
        if (machinery.statuses().write(service, status)) {
            metrics.statusWritten();
            machinery
                    .announcer()
                    .announce(
                            service,
                            Transition.between(
                                    before.map(ServiceObservabilityStatus::conditions)
                                            .orElse(List.of()),
                                    status.conditions()),
                            now);
        }
        metrics.reconciled("ServiceObservability", draft.compilation(), Duration.between(now, Instant.now()));
        return delivery instanceof Delivery.Contended || delivery instanceof Delivery.Refused
                ? UpdateControl.<ServiceObservability>noUpdate().rescheduleAfter(LOOK_AGAIN)
                : UpdateControl.noUpdate();
    }

    private WantedBoards wanted(ServiceObservability service, ServiceDraft draft, StackOutcome stack) {
        return draft.compilation() instanceof Compilation.Compiled
                        && stack.monitors().isPresent()
                ? WantedBoards.of(
                        draft.boards(),
                        List.of(),
                        stack.dashboards(),
                        OutputLabels.ofService(ObjectNames.of(service), Map.of()),
                        machinery.outputs())
                : WantedBoards.NONE;
    }

    /** What can't be compiled keeps what it had, as does everything before the stack was looked at. */
    private Delivery deliver(
            ServiceObservability service, Compilation compilation, StackOutcome stack, WantedBoards wanted) {
        return switch (compilation) {
            case Compilation.Compiled compiled
            when stack.monitors().isPresent() ->
                machinery.applier().apply(Owner.of(service), compiled.manifests(), wanted::hold);
            case Compilation.Compiled _, Compilation.Rejected _, Compilation.Blocked _ -> new Delivery.Kept();
        };
    }

    @Override
    public ErrorStatusUpdateControl<ServiceObservability> updateErrorStatus(
            ServiceObservability service, Context<ServiceObservability> context, Exception e) {
        metrics.failed("ServiceObservability");
        return Unforeseen.told(context, e);
    }

    @PreDestroy
    void stop() {
        if (machinery != null) {
            machinery.close();
        }
    }
}
