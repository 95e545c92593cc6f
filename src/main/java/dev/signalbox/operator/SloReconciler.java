package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.kube.ContentHash;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.compile.kube.OutputAnnotations;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.dashboards.WantedBoards;
import dev.signalbox.operator.freeze.PublishedFreeze;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.watched.WatchedResources;
import dev.signalbox.status.Boards;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.SloStatusReport;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds the rules of each SLO in the cluster, and tells what became of them. */
@ControllerConfiguration(name = "slo", informer = @Informer(informerListLimit = 250))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 300_000)
public class SloReconciler implements Reconciler<SLO> {
    /** For what mends without our hearing of it: an object that is not ours goes, a right is granted. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    /** Patience ends without an event. */
    private static final Duration WHILE_PENDING = Duration.ofMinutes(1);

    private final WatchedResources watched;
    private final WritableKinds kinds;
    private final Leadership leadership;
    private final OperatorMetrics metrics;
    private final BackendAccess accesses;
    private final PublishedCompliance compliance;
    private final PublishedFreeze frozen;
    private final OperatorSettings settings;
    private final Loops loops;
    private SloMachinery machinery;

    @Inject
    SloReconciler(
            WatchedResources watched,
            WritableKinds kinds,
            Leadership leadership,
            OperatorMetrics metrics,
            BackendAccess accesses,
            PublishedCompliance compliance,
            PublishedFreeze frozen,
            OperatorSettings settings,
            Loops loops) {
        this.watched = watched;
        this.kinds = kinds;
        this.leadership = leadership;
        this.metrics = metrics;
        this.accesses = accesses;
        this.compliance = compliance;
        this.frozen = frozen;
        this.settings = settings;
        this.loops = loops;
    }

    @Override
    public List<EventSource<?, SLO>> prepareEventSources(EventSourceContext<SLO> context) {
        machinery = SloMachinery.of(context, watched, kinds, leadership, metrics, accesses, frozen, settings, loops);
        compliance.onObjectChange(
                SubjectKind.SLO, slo -> machinery.sources().outputEvents().wakeIfRunning(ResourceIds.of(slo)));
        return machinery.eventSources();
    }

    @Override
    public UpdateControl<SLO> reconcile(SLO slo, Context<SLO> context) {
        Instant now = Instant.now();
        Draft draft = Draft.of(slo, machinery.facts());
        WantedBoards wanted = wanted(slo, draft);
        Delivery delivery = deliver(slo, draft, wanted);
        Boards boards = wanted.bring(
                Owner.of(slo), machinery.applier(), machinery.sources().outputs());
        Optional<SloStatus> before = machinery.statuses().current(slo);
        SloStatus status = SloStatusReport.next(
                before,
                draft.delivered(
                        slo.getMetadata().getGeneration(),
                        indicatorHash(slo, draft, context),
                        delivery,
                        compliance.of(SubjectKind.SLO, ObjectNames.of(slo))),
                machinery.observer().observe(ObjectNames.of(slo)),
                machinery.sources().deployments(slo),
                boards,
                frozen.of(ObjectNames.of(slo)),
                now);
        if (machinery.statuses().write(slo, status)) {
            tell(slo, before, status, now);
        }
        machinery.observer().awaiting(ObjectNames.of(slo), SloStatusReport.isPending(status));
        metrics.reconciled("SLO", draft.compilation(), Duration.between(now, Instant.now()));
        return again(slo, status, delivery);
    }

    private static String indicatorHash(SLO slo, Draft draft, Context<SLO> context) {
        String written = context.getClient()
                .getKubernetesSerialization()
                .asJson(slo.getSpec().sli());
        return ContentHash.of(draft.narrowed() ? OutputAnnotations.CONFINED + written : written);
    }

    private WantedBoards wanted(SLO slo, Draft draft) {
        return draft.compilation() instanceof Compilation.Compiled
                ? WantedBoards.of(
                        draft.boards(),
                        List.of(),
                        draft.dashboards(),
                        OutputLabels.ofSlo(ObjectNames.of(slo), Map.of()),
                        machinery.sources().outputs())
                : WantedBoards.NONE;
    }

    /** What can't be compiled keeps what it had. */
    private Delivery deliver(SLO slo, Draft draft, WantedBoards wanted) {
        return switch (draft.compilation()) {
            case Compilation.Compiled compiled -> {
                draft.slo().ifPresent(meant -> machinery.observer().track(meant, compiled.manifests()));
                yield machinery.applier().apply(Owner.of(slo), compiled.manifests(), wanted::hold);
            }
            case Compilation.Rejected _, Compilation.Blocked _ -> kept(slo);
        };
    }

    /** But for rules that read what a policy has closed since: a mistake must not keep a door open. */
    private Delivery kept(SLO slo) {
        if (machinery.facts().isConfined(slo)) {
            machinery
                    .applier()
                    .deleteOthers(
                            Owner.of(slo),
                            List.of(),
                            (kind, name) -> !WrittenKinds.RULES.contains(kind)
                                    || machinery
                                            .sources()
                                            .outputs()
                                            .note(kind, name, OutputAnnotations.CONFINED)
                                            .isPresent());
        }
        return new Delivery.Kept();
    }

    private void tell(SLO slo, Optional<SloStatus> before, SloStatus status, Instant now) {
        metrics.statusWritten();
        machinery
                .announcer()
                .announce(
                        slo,
                        Transition.between(before.map(SloStatus::conditions).orElse(List.of()), status.conditions()),
                        now);
        if (!Objects.equals(before.map(SloStatus::groups).orElse(null), status.groups())) {
            machinery.observer().figuresWritten(ObjectNames.of(slo), now);
        }
    }

    private UpdateControl<SLO> again(SLO slo, SloStatus status, Delivery delivery) {
        return Stream.concat(
                        waiting(status, delivery).stream(),
                        machinery
                                .sources()
                                .confinement()
                                .untilAnExceptionEnds(slo.getMetadata().getNamespace())
                                .stream())
                .min(Comparator.naturalOrder())
                .map(soonest -> UpdateControl.<SLO>noUpdate().rescheduleAfter(soonest))
                .orElseGet(UpdateControl::noUpdate);
    }

    private static Optional<Duration> waiting(SloStatus status, Delivery delivery) {
        if (delivery instanceof Delivery.Contended || delivery instanceof Delivery.Refused) {
            return Optional.of(LOOK_AGAIN);
        }
        return SloStatusReport.isPending(status) ? Optional.of(WHILE_PENDING) : Optional.empty();
    }

    @Override
    public ErrorStatusUpdateControl<SLO> updateErrorStatus(SLO slo, Context<SLO> context, Exception e) {
        metrics.failed("SLO");
        return Unforeseen.told(context, e);
    }

    @PreDestroy
    void stop() {
        if (machinery != null) {
            machinery.close();
        }
    }
}
