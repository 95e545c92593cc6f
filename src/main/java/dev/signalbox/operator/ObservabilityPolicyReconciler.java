package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityPolicyStatus;
import dev.signalbox.compile.Compilation;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.guardrails.Compliance.OfPolicy;
import dev.signalbox.guardrails.PolicyReports;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.watched.WatchedResources;
import dev.signalbox.status.Delivery;
import dev.signalbox.status.ObservabilityPolicyStatusReport;
import dev.signalbox.status.Transition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
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
import java.util.Optional;
import java.util.stream.Stream;

/** Tells of each policy what it finds in its namespaces, in its status and in reports beside what it judges. */
@ControllerConfiguration(name = "policy", informer = @Informer(namespaces = Constants.WATCH_ALL_NAMESPACES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 300_000)
public class ObservabilityPolicyReconciler implements Reconciler<ObservabilityPolicy> {
    /** For what mends without our hearing of it: an object that is not ours goes. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private final WatchedResources watched;
    private final WritableKinds kinds;
    private final Leadership leadership;
    private final OperatorMetrics metrics;
    private final GuardrailMetrics figures;
    private final PublishedCompliance published;
    private final Loops loops;
    private GuardrailMachinery machinery;

    @Inject
    ObservabilityPolicyReconciler(
            WatchedResources watched,
            WritableKinds kinds,
            Leadership leadership,
            OperatorMetrics metrics,
            GuardrailMetrics figures,
            PublishedCompliance published,
            Loops loops) {
        this.watched = watched;
        this.kinds = kinds;
        this.leadership = leadership;
        this.metrics = metrics;
        this.figures = figures;
        this.published = published;
        this.loops = loops;
    }

    @Override
    public List<EventSource<?, ObservabilityPolicy>> prepareEventSources(
            EventSourceContext<ObservabilityPolicy> context) {
        machinery = GuardrailMachinery.of(context, watched, kinds, leadership, metrics, figures, published, loops);
        published.onPolicyChange(machinery.outputEvents()::wakeAllIfRunning);
        return machinery.eventSources();
    }

    @Override
    public UpdateControl<ObservabilityPolicy> reconcile(
            ObservabilityPolicy policy, Context<ObservabilityPolicy> context) {
        Instant now = Instant.now();
        return switch (PolicyReader.read(policy)) {
            case Reading.Invalid<Policy>(List<Violation> violations) -> {
                machinery.rounds().ask(); // it may have been right before
                machinery.applier().apply(Owner.of(policy), List.of());
                yield tell(
                        policy,
                        ObservabilityPolicyStatusReport.rejected(
                                machinery.statuses().current(policy),
                                policy.getMetadata().getGeneration(),
                                violations,
                                now),
                        new Compilation.Rejected(violations),
                        now);
            }
            case Reading.Read<Policy>(Policy read) ->
                published
                        .ofPolicy(read.name())
                        .filter(found -> found.policy().equals(read))
                        .map(found -> report(policy, found, now))
                        .orElseGet(() -> {
                            machinery.rounds().ask();
                            return UpdateControl.noUpdate(); // woken once it has judged
                        });
        };
    }

    private UpdateControl<ObservabilityPolicy> report(ObservabilityPolicy policy, OfPolicy found, Instant now) {
        List<HasMetadata> reports =
                kind().map(kind -> PolicyReports.of(found, kind)).orElse(List.of());
        Delivery delivery = machinery.applier().apply(Owner.of(policy), reports);
        UpdateControl<ObservabilityPolicy> told = tell(
                policy,
                ObservabilityPolicyStatusReport.next(
                        machinery.statuses().current(policy),
                        policy.getMetadata().getGeneration(),
                        found,
                        delivery,
                        now),
                new Compilation.Compiled(reports, List.of()),
                now);
        return delivery instanceof Delivery.Contended || delivery instanceof Delivery.Refused
                ? told.rescheduleAfter(LOOK_AGAIN)
                : told;
    }

    private UpdateControl<ObservabilityPolicy> tell(
            ObservabilityPolicy policy, ObservabilityPolicyStatus status, Compilation compilation, Instant now) {
        Optional<ObservabilityPolicyStatus> before = machinery.statuses().current(policy);
        if (machinery.statuses().write(policy, status)) {
            metrics.statusWritten();
            machinery
                    .announcer()
                    .announce(
                            policy,
                            Transition.between(
                                    before.map(ObservabilityPolicyStatus::conditions)
                                            .orElse(List.of()),
                                    status.conditions()),
                            now);
        }
        metrics.reconciled("ObservabilityPolicy", compilation, Duration.between(now, Instant.now()));
        return UpdateControl.noUpdate();
    }

    /** The kind of reports: the newer one where both are served, and never both. */
    private Optional<ServedKind> kind() {
        return Stream.of(OutputKind.OPEN_REPORT, OutputKind.POLICY_REPORT)
                .filter(machinery.outputs()::watches)
                .findFirst()
                .map(OutputKind::kind);
    }

    @Override
    public ErrorStatusUpdateControl<ObservabilityPolicy> updateErrorStatus(
            ObservabilityPolicy policy, Context<ObservabilityPolicy> context, Exception e) {
        metrics.failed("ObservabilityPolicy");
        return Unforeseen.told(context, e);
    }

    @PreDestroy
    void stop() {
        if (machinery != null) {
            machinery.close();
        }
    }
}
