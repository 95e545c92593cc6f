package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.apply.Applier;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.sampling.PublishedSampling;
import dev.signalbox.operator.sampling.SamplingLoop;
import dev.signalbox.operator.transport.TransportSecrets;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Set;

/**
 * What the reconciler of the stack works with, put together once the framework has its client and its caches.
 *
 * @param sources what it is made of
 * @param placement what it writes with
 * @param statuses what it tells
 * @param announcer and to whom besides
 * @param sweeper deletes what a deleted stack leaves
 * @param tuning what was learned of running collectors
 * @param loop that learns it
 */
record StackMachinery(
        StackSources sources,
        StackPlacement placement,
        StatusWriter<ObservabilityStack, ObservabilityStackStatus> statuses,
        Announcer announcer,
        Sweeper sweeper,
        StackTuning tuning,
        SamplingLoop loop)
        implements AutoCloseable {

    /**
     * @param namespaces which are watched; empty for all
     */
    static StackMachinery of(
            EventSourceContext<ObservabilityStack> context,
            Set<String> namespaces,
            Leadership leadership,
            OperatorMetrics metrics,
            PublishedOutcome published,
            PublishedSampling sampling,
            OperatorSettings settings) {
        StackSources sources = new StackSources(context, namespaces);
        Applier applier = new Applier(context.getClient(), sources.outputs(), leadership, metrics::held);
        BackendAccess accesses = new BackendAccess(context.getClient());
        StackMachinery machinery = new StackMachinery(
                sources,
                new StackPlacement(
                        applier,
                        sources.outputs(),
                        new ConfigurationHistory(context.getClient(), sources.outputs()),
                        new StackPrerequisites(context.getClient(), namespaces, sources.outputs()::watches),
                        new TransportSecrets(context.getClient(), leadership),
                        new Trials(context.getClient(), sources.outputs()),
                        settings.image()),
                new StatusWriter<>(context.getClient(), leadership, ObservabilityStack::new),
                new Announcer(context.getClient(), leadership.identity()),
                new Sweeper(() -> applier.prune(sources::exists), leadership::leads),
                new StackTuning(context.getClient(), sources, sampling),
                new SamplingLoop(
                        () -> Channel.of(sources.stack(), accesses),
                        leadership::leads,
                        sampling,
                        settings.sampling().every()));
        sampling.onStep(_ -> machinery.follow());
        sources.outputEvents().onStarted(() -> {
            machinery.start(published);
            machinery.loop().start();
        });
        sources.outputEvents().onDeleted(stack -> {
            machinery.statuses().forget(stack);
            machinery.start(published);
        });
        return machinery;
    }

    List<EventSource<?, ObservabilityStack>> eventSources() {
        return sources.eventSources();
    }

    /** Collectors are told only where what was decided differs from what they were told. */
    private void follow() {
        if (tuning.isOutdated()) {
            sources.outputEvents().wakeAllIfRunning();
        }
    }

    private void start(PublishedOutcome published) {
        if (sources.isThereNone()) {
            tuning.end();
            published.publish(StackOutcome.NO_STACK);
        }
        sweeper.ask();
    }

    @Override
    public void close() {
        sweeper.close();
        loop.close();
    }
}
