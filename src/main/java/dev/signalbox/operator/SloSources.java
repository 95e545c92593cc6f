package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.Convention;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.watched.Confinement;
import dev.signalbox.operator.watched.DependencyEvents;
import dev.signalbox.operator.watched.WatchedResources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an SLO depends on, and which SLOs depend on what has changed. */
final class SloSources {
    private static final String STACK = WatchedResources.STACK_IN_USE.name();

    private static final String BY_SERVICE = "service";

    private final IndexerResourceCache<SLO> slos;
    private final WatchedResources watched;
    private final List<EventSource<?, SLO>> eventSources;
    private final OutputEvents<SLO> outputEvents;

    SloSources(EventSourceContext<SLO> context, WatchedResources watched, WritableKinds kinds) {
        this.watched = watched;
        slos = context.getPrimaryCache();
        slos.addIndexer(BY_SERVICE, slo -> FactsGatherer.serviceOf(slo).map(ResourceName::toString).stream()
                .toList());
        outputEvents = new OutputEvents<>(kinds, WrittenKinds.OF_SLOS, this::all);
        eventSources = List.of(
                watched.slos().feed(context),
                new DependencyEvents<SLO>(watched)
                        .on(
                                watched.services(),
                                (before, service) -> specChanged(before, service) || speaksOtherwise(before, service),
                                this::referringTo)
                        .on(watched.stacks(), SloSources::specChanged, this::allFor)
                        .onConfinement(this::all, this::in),
                outputEvents);
    }

    List<EventSource<?, SLO>> eventSources() {
        return eventSources;
    }

    Outputs outputs() {
        return outputEvents.outputs();
    }

    OutputEvents<SLO> outputEvents() {
        return outputEvents;
    }

    Optional<ObservabilityStack> stack() {
        return watched.stack();
    }

    Confinement confinement() {
        return watched.confinement();
    }

    Optional<ServiceObservability> service(ResourceName name) {
        return watched.services().find(name);
    }

    /** Of the service that the SLO is about, as far as it is declared. */
    List<WorkloadChange> deployments(SLO slo) {
        return declared(slo)
                .map(ServiceObservability::getStatus)
                .map(ServiceObservabilityStatus::deployments)
                .orElse(List.of());
    }

    /** The service that the SLO is about. */
    Optional<ServiceObservability> declared(SLO slo) {
        return FactsGatherer.serviceOf(slo).map(this::service).orElseGet(() -> watched.services()
                .in(slo.getMetadata().getNamespace())
                .filter(service -> isThatOf(slo, service))
                .findFirst());
    }

    private static boolean isThatOf(SLO slo, ServiceObservability service) {
        return slo.getSpec() != null
                && slo.getSpec().service() != null
                && service.getStatus() != null
                && slo.getSpec().service().equals(service.getStatus().service());
    }

    /** This very SLO is there. */
    boolean exists(Owner owner) {
        return slos.get(new ResourceID(owner.name().name(), owner.name().namespace()))
                .filter(slo -> owner.uid().equals(slo.getMetadata().getUid()))
                .isPresent();
    }

    void wake(ResourceName slo) {
        outputEvents.wake(new ResourceID(slo.name(), slo.namespace()));
    }

    void wakeAll() {
        all().forEach(outputEvents::wake);
    }

    Stream<SLO> slos() {
        return slos.list();
    }

    Set<ResourceID> all() {
        return slos.list().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    /** Whom a stack is for. */
    private Set<ResourceID> allFor(ObservabilityStack stack) {
        return stack.getMetadata().getName().equals(STACK) ? all() : Set.of();
    }

    private Set<ResourceID> in(String namespace) {
        return watched.slos().in(namespace).map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private Set<ResourceID> referringTo(ServiceObservability service) {
        return slos.byIndex(BY_SERVICE, ObjectNames.of(service).toString()).stream()
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    /** SLOs' dashboards lead to those of the service that there are. */
    private static boolean speaksOtherwise(ServiceObservability before, ServiceObservability service) {
        return !Objects.equals(conventions(service), conventions(before));
    }

    private static Optional<List<Convention>> conventions(ServiceObservability service) {
        return Optional.ofNullable(service.getStatus()).map(ServiceObservabilityStatus::conventions);
    }

    private static boolean specChanged(HasMetadata before, HasMetadata resource) {
        return !Objects.equals(
                before.getMetadata().getGeneration(), resource.getMetadata().getGeneration());
    }
}
