package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that is made into the collectors of a stack, and what is there of it. */
final class StackSources {
    private final IndexerResourceCache<ObservabilityStack> stacks;
    private final InformerEventSource<ServiceObservability, ObservabilityStack> services;
    private final InformerEventSource<SamplingPolicy, ObservabilityStack> policies;
    private final PolicySources<ObservabilityStack> guardrails;
    private final OutputEvents<ObservabilityStack> outputEvents;

    /** @param namespaces which are watched; empty for all */
    StackSources(EventSourceContext<ObservabilityStack> context, Set<String> namespaces) {
        stacks = context.getPrimaryCache();
        services = parts(context, ServiceObservability.class, namespaces);
        policies = parts(context, SamplingPolicy.class, namespaces);
        guardrails = new PolicySources<>(context, ObservabilityStack.class, this::all, _ -> all());
        outputEvents = new OutputEvents<>(context.getClient(), namespaces, WrittenKinds.OF_STACKS, this::all);
    }

    List<EventSource<?, ObservabilityStack>> eventSources() {
        return Stream.concat(Stream.of(services, policies, outputEvents), guardrails.eventSources().stream())
                .toList();
    }

    OutputEvents<ObservabilityStack> outputEvents() {
        return outputEvents;
    }

    Outputs outputs() {
        return outputEvents.outputs();
    }

    List<ServiceObservability> services() {
        return services.list().toList();
    }

    List<SamplingPolicy> policies() {
        return policies.list().toList();
    }

    /** Namespaces that policies confine. */
    Set<String> confined() {
        return guardrails.confined();
    }

    /** Until that may change without an event. */
    Optional<Duration> confinedUntil() {
        return guardrails.untilAnExceptionEnds();
    }

    /** Kinds that are served and may be written. */
    Set<ServedKind> kinds() {
        return WrittenKinds.OF_STACKS.kinds().stream()
                .filter(outputs()::watches)
                .map(OutputKind::kind)
                .collect(Collectors.toSet());
    }

    /** The one in use. */
    Optional<ObservabilityStack> stack() {
        return stacks.get(new ResourceID(SloSources.STACK));
    }

    /** All that are there, those that are going among them. */
    Stream<ObservabilityStack> stacks() {
        return stacks.list();
    }

    /** This very stack is there. */
    boolean exists(Owner owner) {
        return stacks.list()
                .anyMatch(stack -> owner.uid().equals(stack.getMetadata().getUid()));
    }

    boolean isThereNone() {
        return stacks.list().findAny().isEmpty();
    }

    private Set<ResourceID> all() {
        return stacks.list().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private <R extends HasMetadata> InformerEventSource<R, ObservabilityStack> parts(
            EventSourceContext<ObservabilityStack> context, Class<R> type, Set<String> namespaces) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, ObservabilityStack.class)
                        .withNamespaces(namespaces.isEmpty() ? Constants.WATCH_ALL_NAMESPACE_SET : namespaces)
                        .withSecondaryToPrimaryMapper(_ -> all())
                        .withOnUpdateFilter(StackSources::saysSomethingElse)
                        .build(),
                context);
    }

    /** Sampling policies select by labels. */
    private static boolean saysSomethingElse(HasMetadata resource, HasMetadata before) {
        return !Objects.equals(
                        resource.getMetadata().getGeneration(),
                        before.getMetadata().getGeneration())
                || !Objects.equals(
                        resource.getMetadata().getLabels(), before.getMetadata().getLabels());
    }
}
