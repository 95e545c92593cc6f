package dev.signalbox.operator.deployments;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Inquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which services were deployed when. The status of a service is its memory, so that a restart invents nothing: of what changed
 * while nobody watched, only what the API server dates is told.
 */
public final class DeploymentInquiry implements Inquiry {
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Rights may be granted later. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    /** Of a service. */
    static final int KEPT = 20;

    private final DeploymentJournal journal;
    private final WorkloadWatch watch;
    private final BooleanSupplier mayWatch;
    private final DeploymentMetrics metrics;
    private final Map<ResourceName, List<WorkloadChange>> known = new TreeMap<>();
    private Instant askAgain = Instant.MIN;
    private boolean started;
    private boolean complete;

    /**
     * @param namespaces which are watched; empty for all
     * @param mayWatch whether the operator has the rights to
     * @param records this replica is the one that works
     */
    public DeploymentInquiry(
            KubernetesClient client,
            Set<String> namespaces,
            BooleanSupplier mayWatch,
            BooleanSupplier records,
            DeploymentMetrics metrics) {
        this.mayWatch = mayWatch;
        this.journal = new DeploymentJournal(records);
        this.watch = new WorkloadWatch(client, namespaces, journal);
        this.metrics = metrics;
    }

    @Override
    public Aspect aspect() {
        return Aspect.DEPLOYMENTS;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Found look(Scene scene, Instant now) {
        if (!isWatching(now)) {
            return Found.NOTHING;
        }
        List<DeploymentJournal.Change> changes = journal.changes();
        Map<ResourceName, ServiceFindings> found = new TreeMap<>();
        for (ServiceObservability service : scene.services()) {
            ResourceName name = ObjectNames.of(service);
            boolean isNew = !known.containsKey(name);
            List<WorkloadChange> before = isNew ? inStatus(service) : known.get(name);
            List<WorkloadChange> after = isNew || !changes.isEmpty() ? after(service, before, changes, isNew) : before;
            known.put(name, after);
            if (!after.isEmpty()) {
                found.put(name, ServiceFindings.of(new ServiceFindings.Part.Deployed(after)));
            }
        }
        known.keySet().retainAll(names(scene));
        metrics.seen(known);
        return new Found(found, StackFindings.NONE);
    }

    /** From one look after everything that is there was seen, as handlers may be a little behind. */
    private boolean isWatching(Instant now) {
        if (!started && !now.isBefore(askAgain)) {
            askAgain = now.plus(ASK_AGAIN);
            started = mayWatch.getAsBoolean();
            if (started) {
                watch.start();
            }
        }
        boolean before = complete;
        complete = started && watch.isComplete();
        return before && complete;
    }

    /** @param isNew nothing was told of the service so far: what changed while nobody watched is looked for */
    private List<WorkloadChange> after(
            ServiceObservability service,
            List<WorkloadChange> before,
            List<DeploymentJournal.Change> changes,
            boolean isNew) {
        if (!(TelemetryServiceReader.read(service) instanceof Reading.Read<TelemetryService>(TelemetryService meant))) {
            return before;
        }
        Stream<WorkloadChange> news = changes.reversed().stream()
                .filter(change -> isOf(meant, change.workload()))
                .map(change -> change.workload().changed(change.at()));
        Stream<WorkloadChange> missed = isNew ? missed(meant, before, journal.running()) : Stream.empty();
        return newest(Stream.concat(Stream.concat(news, missed), before.stream()));
    }

    /** Workloads that had other images when they were last told of, as far as it is known when they got them. */
    private static Stream<WorkloadChange> missed(
            TelemetryService service, List<WorkloadChange> before, Collection<RunningWorkload> running) {
        return running.stream()
                .filter(workload -> isOf(service, workload))
                .flatMap(workload -> before.stream()
                        .filter(workload::isThatOf)
                        .findFirst()
                        .filter(last -> !last.images().equals(workload.images()))
                        .flatMap(last -> workload.rolledOut().filter(at -> at.isAfter(Instant.parse(last.time()))))
                        .map(workload::changed)
                        .stream());
    }

    /** Of one time, the order stays. */
    private static List<WorkloadChange> newest(Stream<WorkloadChange> changes) {
        return changes.distinct()
                .sorted(Comparator.comparing(WorkloadChange::time).reversed())
                .limit(KEPT)
                .toList();
    }

    private static boolean isOf(TelemetryService service, RunningWorkload workload) {
        return service.resource().namespace().equals(workload.name().namespace())
                && service.pods().selects(workload.podLabels());
    }

    private static List<WorkloadChange> inStatus(ServiceObservability service) {
        return Optional.ofNullable(service.getStatus())
                .map(ServiceObservabilityStatus::deployments)
                .orElse(List.of());
    }

    private static Set<ResourceName> names(Scene scene) {
        return scene.services().stream().map(ObjectNames::of).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        watch.close();
    }
}
