package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.transport.TransportSecrets;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the reconciler of the stack works with, put together once the framework has its client and its caches.
 *
 * @param sources what it is made of
 * @param placement what it writes with
 * @param statuses what it tells
 * @param announcer and to whom besides
 * @param sweeper deletes what a deleted stack leaves
 */
record StackMachinery(
        StackSources sources,
        StackPlacement placement,
        StatusWriter<ObservabilityStack, ObservabilityStackStatus> statuses,
        Announcer announcer,
        Sweeper sweeper)
        implements AutoCloseable {

    /**
     * @param namespaces which are watched; empty for all
     * @param image our own; nothing: no configuration is tried
     */
    static StackMachinery of(
            EventSourceContext<ObservabilityStack> context,
            Set<String> namespaces,
            Leadership leadership,
            OperatorMetrics metrics,
            PublishedOutcome published,
            Optional<String> image) {
        StackSources sources = new StackSources(context, namespaces);
        Applier applier = new Applier(context.getClient(), sources.outputs(), leadership, metrics::held);
        StackPrerequisites prerequisites =
                new StackPrerequisites(context.getClient(), namespaces, sources.outputs()::watches);
        StackMachinery machinery = new StackMachinery(
                sources,
                new StackPlacement(
                        applier,
                        prerequisites,
                        new CollectorRollouts(
                                sources.outputs(),
                                new ConfigurationHistory(context.getClient(), sources.outputs()),
                                new Trials(context.getClient(), sources.outputs()),
                                image),
                        new StackDelivery(
                                applier,
                                sources.outputs(),
                                prerequisites,
                                new TransportSecrets(context.getClient(), leadership)),
                        new StuckPods(context.getClient(), leadership)),
                new StatusWriter<>(context.getClient(), leadership, ObservabilityStack::new),
                new Announcer(context.getClient(), leadership.identity()),
                new Sweeper(() -> applier.prune(sources::exists), leadership::leads));
        sources.outputEvents().onStarted(() -> machinery.start(published));
        sources.outputEvents().onDeleted(stack -> {
            machinery.statuses().forget(stack);
            machinery.start(published);
        });
        return machinery;
    }

    List<EventSource<?, ObservabilityStack>> eventSources() {
        return sources.eventSources();
    }

    private void start(PublishedOutcome published) {
        if (sources.isThereNone()) {
            published.publish(StackOutcome.NO_STACK);
        }
        sweeper.ask();
    }

    @Override
    public void close() {
        sweeper.close();
    }
}
