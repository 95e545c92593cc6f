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
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an SLO depends on, and which SLOs depend on what has changed. */
final class SloSources {
    /** Name of the {@code ObservabilityStack} in use. */
    static final String STACK = "default";

    private static final String BY_SERVICE = "service";

    private final IndexerResourceCache<SLO> slos;
    private final InformerEventSource<ServiceObservability, SLO> services;
    private final InformerEventSource<ObservabilityStack, SLO> stacks;
    private final PolicySources<SLO> policies;
    private final OutputEvents<SLO> outputEvents;

    SloSources(EventSourceContext<SLO> context) {
        slos = context.getPrimaryCache();
        slos.addIndexer(BY_SERVICE, slo -> FactsGatherer.serviceOf(slo).map(ResourceName::toString).stream()
                .toList());
        services = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ServiceObservability.class, SLO.class)
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(service -> referringTo(service))
                        .withOnUpdateFilter(
                                (service, before) -> specChanged(service, before) || speaksOtherwise(service, before))
                        .build(),
                context);
        stacks = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ObservabilityStack.class, SLO.class)
                        .withNamespaces(Constants.WATCH_ALL_NAMESPACE_SET)
                        .withFieldSelector(new FieldSelectorBuilder()
                                .withField("metadata.name", STACK)
                                .build())
                        .withSecondaryToPrimaryMapper(_ -> all())
                        .withOnUpdateFilter(SloSources::specChanged)
                        .build(),
                context);
        policies = new PolicySources<>(context, SLO.class, this::all, this::in);
        outputEvents =
                new OutputEvents<>(context.getClient(), WatchedNamespaces.of(context), WrittenKinds.OF_SLOS, this::all);
    }

    List<EventSource<?, SLO>> eventSources() {
        return Stream.concat(Stream.of(services, stacks, outputEvents), policies.eventSources().stream())
                .toList();
    }

    Outputs outputs() {
        return outputEvents.outputs();
    }

    OutputEvents<SLO> outputEvents() {
        return outputEvents;
    }

    Optional<ObservabilityStack> stack() {
        return stacks.get(new ResourceID(STACK));
    }

    PolicySources<SLO> policies() {
        return policies;
    }

    Optional<ServiceObservability> service(ResourceName name) {
        return services.get(new ResourceID(name.name(), name.namespace()));
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
        return FactsGatherer.serviceOf(slo).map(this::service).orElseGet(() -> services.list(
                        slo.getMetadata().getNamespace(), service -> isThatOf(slo, service))
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

    private Set<ResourceID> in(String namespace) {
        return slos.list(namespace, _ -> true).map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private Set<ResourceID> referringTo(ServiceObservability service) {
        return slos.byIndex(BY_SERVICE, ObjectNames.of(service).toString()).stream()
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    /** SLOs' dashboards lead to those of the service that there are. */
    private static boolean speaksOtherwise(ServiceObservability service, ServiceObservability before) {
        return !Objects.equals(conventions(service), conventions(before));
    }

    private static Optional<List<Convention>> conventions(ServiceObservability service) {
        return Optional.ofNullable(service.getStatus()).map(ServiceObservabilityStatus::conventions);
    }

    private static boolean specChanged(HasMetadata resource, HasMetadata before) {
        return !Objects.equals(
                resource.getMetadata().getGeneration(), before.getMetadata().getGeneration());
    }
}
