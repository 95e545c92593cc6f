package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Owner;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.watched.DependencyEvents;
import dev.signalbox.operator.watched.WatchedResources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that is made into the collectors of a stack, and what is there of it. */
final class StackSources {
    private final WatchedResources watched;
    private final List<EventSource<?, ObservabilityStack>> eventSources;
    private final OutputEvents<ObservabilityStack> outputEvents;

    StackSources(EventSourceContext<ObservabilityStack> context, WatchedResources watched, WritableKinds kinds) {
        this.watched = watched;
        outputEvents = new OutputEvents<>(kinds, WrittenKinds.OF_STACKS, this::all);
        eventSources = List.of(
                watched.stacks().feed(context),
                new DependencyEvents<ObservabilityStack>(watched)
                        .on(watched.services(), StackSources::saysSomethingElse, _ -> all())
                        .on(watched.samplingPolicies(), StackSources::saysSomethingElse, _ -> all())
                        .onConfinement(this::all, _ -> all()),
                outputEvents);
    }

    List<EventSource<?, ObservabilityStack>> eventSources() {
        return eventSources;
    }

    OutputEvents<ObservabilityStack> outputEvents() {
        return outputEvents;
    }

    Outputs outputs() {
        return outputEvents.outputs();
    }

    List<ServiceObservability> services() {
        return watched.services().all().toList();
    }

    List<SamplingPolicy> policies() {
        return watched.samplingPolicies().all().toList();
    }

    /** What is looked into. */
    Scene scene(ObservabilityStack stack, Channel metrics) {
        List<ServiceObservability> all = services();
        return new Scene(
                stack,
                all,
                metrics,
                watched.guardrails()
                        .forbiddenLogLabels(all.stream()
                                .map(service -> service.getMetadata().getNamespace())
                                .collect(Collectors.toSet())));
    }

    /** Namespaces that policies confine. */
    Set<String> confined() {
        return watched.confinement().namespacesConfined();
    }

    /** Until that may change without an event. */
    Optional<Duration> confinedUntil() {
        return watched.confinement().untilAnExceptionEnds();
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
        return watched.stack();
    }

    /** All that are there, those that are going among them. */
    Stream<ObservabilityStack> stacks() {
        return watched.stacks().all();
    }

    /** This very stack is there. */
    boolean exists(Owner owner) {
        return stacks().anyMatch(stack -> owner.uid().equals(stack.getMetadata().getUid()));
    }

    boolean isThereNone() {
        return stacks().findAny().isEmpty();
    }

    private Set<ResourceID> all() {
        return stacks().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    /** Sampling policies select by labels. */
    private static boolean saysSomethingElse(HasMetadata before, HasMetadata resource) {
        return !Objects.equals(
                        resource.getMetadata().getGeneration(),
                        before.getMetadata().getGeneration())
                || !Objects.equals(
                        resource.getMetadata().getLabels(), before.getMetadata().getLabels());
    }
}
